package dev.touchstone.commandline;

import com.google.protobuf.Timestamp;
import dev.touchstone.salessync.v1.CheckSendableRequest;
import dev.touchstone.salessync.v1.CheckSendableResponse;
import dev.touchstone.salessync.v1.ConnectSalesforceRequest;
import dev.touchstone.salessync.v1.ConnectSalesforceResponse;
import dev.touchstone.salessync.v1.CrmConnectionFault;
import dev.touchstone.salessync.v1.CrmConnectionState;
import dev.touchstone.salessync.v1.CrmNightlyRun;
import dev.touchstone.salessync.v1.CrmNightlyRunState;
import dev.touchstone.salessync.v1.CrmUnsubscribeFailure;
import dev.touchstone.salessync.v1.CrmUnsubscribeServiceGrpc;
import dev.touchstone.salessync.v1.CrmUnsubscribeSettings;
import dev.touchstone.salessync.v1.CrmUnsubscribeSettingsVersion;
import dev.touchstone.salessync.v1.CrmUnsubscribeTarget;
import dev.touchstone.salessync.v1.Diagnostic;
import dev.touchstone.salessync.v1.DiagnosticCause;
import dev.touchstone.salessync.v1.DiagnosticServiceGrpc;
import dev.touchstone.salessync.v1.DisconnectSellerRequest;
import dev.touchstone.salessync.v1.DisconnectSellerResponse;
import dev.touchstone.salessync.v1.GetCrmUnsubscribeSettingsRequest;
import dev.touchstone.salessync.v1.GetCrmUnsubscribeSettingsResponse;
import dev.touchstone.salessync.v1.GetCrmUnsubscribeStatusRequest;
import dev.touchstone.salessync.v1.GetCrmUnsubscribeStatusResponse;
import dev.touchstone.salessync.v1.ListCrmUnsubscribeFailuresRequest;
import dev.touchstone.salessync.v1.ListCrmUnsubscribeFailuresResponse;
import dev.touchstone.salessync.v1.ListDiagnosticCausesRequest;
import dev.touchstone.salessync.v1.ListDiagnosticCausesResponse;
import dev.touchstone.salessync.v1.ListSellerConnectionsRequest;
import dev.touchstone.salessync.v1.ListSellerConnectionsResponse;
import dev.touchstone.salessync.v1.ResubscribeRequest;
import dev.touchstone.salessync.v1.ResubscribeResponse;
import dev.touchstone.salessync.v1.ResubscribeWarning;
import dev.touchstone.salessync.v1.RetryDiagnosticsRequest;
import dev.touchstone.salessync.v1.RetryDiagnosticsResponse;
import dev.touchstone.salessync.v1.SalesUnsubscribeServiceGrpc;
import dev.touchstone.salessync.v1.SalesforceConnection;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc;
import dev.touchstone.salessync.v1.SalesforceFinding;
import dev.touchstone.salessync.v1.SalesforceProbe;
import dev.touchstone.salessync.v1.SellerConnection;
import dev.touchstone.salessync.v1.SendDecision;
import dev.touchstone.salessync.v1.SendOutcome;
import dev.touchstone.salessync.v1.SendRecipient;
import dev.touchstone.salessync.v1.UnsubscribeRequest;
import dev.touchstone.salessync.v1.UnsubscribeResponse;
import dev.touchstone.salessync.v1.UpdateCrmUnsubscribeSettingsRequest;
import dev.touchstone.salessync.v1.UpdateCrmUnsubscribeSettingsResponse;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;

/** Opt-outs and diagnostics that remember what they were asked. */
public final class FakeSales {
    public final List<UnsubscribeRequest> unsubscribes = new ArrayList<>();
    public final List<ResubscribeRequest> resubscribes = new ArrayList<>();
    public final List<RetryDiagnosticsRequest> retries = new ArrayList<>();
    public final List<ConnectSalesforceRequest> connects = new ArrayList<>();
    public final List<UpdateCrmUnsubscribeSettingsRequest> crmUpdates = new ArrayList<>();

    /** Addresses that begin with "out" may not be sent to. */
    final class Unsubscribes extends SalesUnsubscribeServiceGrpc.SalesUnsubscribeServiceImplBase {
        @Override
        public void checkSendable(CheckSendableRequest request, StreamObserver<CheckSendableResponse> answer) {
            CheckSendableResponse.Builder response = CheckSendableResponse.newBuilder();
            for (SendRecipient recipient : request.getRecipientsList()) {
                boolean out = recipient.getAddress().startsWith("out");
                response.addDecisions(SendDecision.newBuilder()
                        .setOutcome(out ? SendOutcome.SEND_OUTCOME_BLOCKED : SendOutcome.SEND_OUTCOME_ALLOWED)
                        .setSentence(out ? "opted out of sales mail" : "Marketo does not know this address"));
            }
            answer.onNext(response.build());
            answer.onCompleted();
        }

        @Override
        public void unsubscribe(UnsubscribeRequest request, StreamObserver<UnsubscribeResponse> answer) {
            unsubscribes.add(request);
            answer.onNext(UnsubscribeResponse.newBuilder().setRecorded(true).build());
            answer.onCompleted();
        }

        @Override
        public void resubscribe(ResubscribeRequest request, StreamObserver<ResubscribeResponse> answer) {
            resubscribes.add(request);
            answer.onNext(ResubscribeResponse.newBuilder()
                    .setRecorded(true)
                    .addWarnings(ResubscribeWarning.RESUBSCRIBE_WARNING_MARKETING_STILL_OPTED_OUT)
                    .build());
            answer.onCompleted();
        }
    }

    /** Opt-outs on their way, two of which are refused. */
    final class CrmUnsubscribes extends CrmUnsubscribeServiceGrpc.CrmUnsubscribeServiceImplBase {
        private static final CrmUnsubscribeSettings SETTINGS = CrmUnsubscribeSettings.newBuilder()
                .setNightlyEnabled(true)
                .setTarget(CrmUnsubscribeTarget.CRM_UNSUBSCRIBE_TARGET_STANDARD)
                .setNightlyClock("20:00")
                .setTimeZone("America/Los_Angeles")
                .build();

        @Override
        public void getCrmUnsubscribeSettings(
                GetCrmUnsubscribeSettingsRequest request, StreamObserver<GetCrmUnsubscribeSettingsResponse> answer) {
            answer.onNext(GetCrmUnsubscribeSettingsResponse.newBuilder()
                    .setVersion(version(1, SETTINGS))
                    .build());
            answer.onCompleted();
        }

        @Override
        public void updateCrmUnsubscribeSettings(
                UpdateCrmUnsubscribeSettingsRequest request,
                StreamObserver<UpdateCrmUnsubscribeSettingsResponse> answer) {
            crmUpdates.add(request);
            answer.onNext(UpdateCrmUnsubscribeSettingsResponse.newBuilder()
                    .setVersion(version(2, request.getSettings()))
                    .build());
            answer.onCompleted();
        }

        private static CrmUnsubscribeSettingsVersion version(long version, CrmUnsubscribeSettings settings) {
            return CrmUnsubscribeSettingsVersion.newBuilder()
                    .setVersion(version)
                    .setSettings(settings)
                    .setEtag("e" + version)
                    .build();
        }

        @Override
        public void getCrmUnsubscribeStatus(
                GetCrmUnsubscribeStatusRequest request, StreamObserver<GetCrmUnsubscribeStatusResponse> answer) {
            answer.onNext(GetCrmUnsubscribeStatusResponse.newBuilder()
                    .setPendingCount(1_200)
                    .setOldestPendingTime(Timestamp.newBuilder().setSeconds(1_784_160_000))
                    .setFailedCount(2)
                    .setLastRun(CrmNightlyRun.newBuilder()
                            .setLocalDate("2026-07-15")
                            .setState(CrmNightlyRunState.CRM_NIGHTLY_RUN_STATE_RUNNING)
                            .setRecordCount(7)
                            .setFailureCount(3)
                            .setFailureSentence("Salesforce does not answer"))
                    .build());
            answer.onCompleted();
        }

        @Override
        public void listCrmUnsubscribeFailures(
                ListCrmUnsubscribeFailuresRequest request, StreamObserver<ListCrmUnsubscribeFailuresResponse> answer) {
            answer.onNext(ListCrmUnsubscribeFailuresResponse.newBuilder()
                    .addFailures(CrmUnsubscribeFailure.newBuilder()
                            .setSalesforceId("00Q000000000001AAA")
                            .setObject("Lead")
                            .setCode("INVALID_FIELD_FOR_INSERT_UPDATE")
                            .setSentence("the field is not writeable"))
                    .build());
            answer.onCompleted();
        }
    }

    /** An organisation where a field is hidden, and a seller who has to connect again. */
    final class Salesforce extends SalesforceConnectionServiceGrpc.SalesforceConnectionServiceImplBase {
        @Override
        public void connectSalesforce(
                ConnectSalesforceRequest request, StreamObserver<ConnectSalesforceResponse> answer) {
            connects.add(request);
            answer.onNext(ConnectSalesforceResponse.newBuilder()
                    .setConnection(SalesforceConnection.newBuilder()
                            .setState(CrmConnectionState.CRM_CONNECTION_STATE_CONNECTED)
                            .setOrganizationId("00D000000000001AAA")
                            .setUsername(request.getJwtBearer().getUsername())
                            .setClientIdSuffix("demo")
                            .setProbe(SalesforceProbe.newBuilder()
                                    .setApiVersion("62.0")
                                    .setDailyCallMax(100_000)
                                    .addFindings(SalesforceFinding.newBuilder()
                                            .setObject("Lead")
                                            .setField("HasOptedOutOfEmail")
                                            .setSentence("the field is hidden"))))
                    .build());
            answer.onCompleted();
        }

        @Override
        public void listSellerConnections(
                ListSellerConnectionsRequest request, StreamObserver<ListSellerConnectionsResponse> answer) {
            answer.onNext(ListSellerConnectionsResponse.newBuilder()
                    .addConnections(SellerConnection.newBuilder()
                            .setSeller("ann@x.test")
                            .setState(CrmConnectionState.CRM_CONNECTION_STATE_WAITING)
                            .setUsername("ann@acme.example")
                            .setFault(CrmConnectionFault.newBuilder().setSentence("connect again")))
                    .build());
            answer.onCompleted();
        }

        @Override
        public void disconnectSeller(DisconnectSellerRequest request, StreamObserver<DisconnectSellerResponse> answer) {
            answer.onNext(DisconnectSellerResponse.newBuilder()
                    .setWasConnected(request.getSeller().equals("ann@x.test"))
                    .build());
            answer.onCompleted();
        }
    }

    /** One cause of one kind. */
    final class Diagnostics extends DiagnosticServiceGrpc.DiagnosticServiceImplBase {
        @Override
        public void listDiagnosticCauses(
                ListDiagnosticCausesRequest request, StreamObserver<ListDiagnosticCausesResponse> answer) {
            answer.onNext(ListDiagnosticCausesResponse.newBuilder()
                    .addCauses(DiagnosticCause.newBuilder()
                            .setKind("activity")
                            .setCause("LEAD_GONE")
                            .setWaitingCount(1_200)
                            .addExamples(Diagnostic.newBuilder().setSentence("the lead is gone")))
                    .build());
            answer.onCompleted();
        }

        @Override
        public void retryDiagnostics(RetryDiagnosticsRequest request, StreamObserver<RetryDiagnosticsResponse> answer) {
            retries.add(request);
            answer.onNext(
                    RetryDiagnosticsResponse.newBuilder().setRetriedCount(1_200).build());
            answer.onCompleted();
        }
    }
}
