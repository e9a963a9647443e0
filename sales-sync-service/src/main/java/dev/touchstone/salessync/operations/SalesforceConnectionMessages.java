package dev.touchstone.salessync.operations;

import dev.touchstone.salessync.connection.salesforce.CrmFault;
import dev.touchstone.salessync.connection.salesforce.OutgoingAddresses;
import dev.touchstone.salessync.connection.salesforce.PrincipalCredentials;
import dev.touchstone.salessync.connection.salesforce.SalesforceConnection;
import dev.touchstone.salessync.connection.salesforce.SalesforceFinding;
import dev.touchstone.salessync.connection.salesforce.SalesforceProbe;
import dev.touchstone.salessync.connection.salesforce.SellerConnection;
import dev.touchstone.salessync.v1.CrmConnectionFault;
import dev.touchstone.salessync.v1.CrmConnectionFaultReason;
import dev.touchstone.salessync.v1.CrmConnectionState;
import dev.touchstone.salessync.v1.SalesforceFindingKind;
import dev.touchstone.salessync.v1.SalesforcePrincipal;
import java.util.Optional;

/** Writes connections to Salesforce as messages. */
final class SalesforceConnectionMessages {
    private final OutgoingAddresses outgoing;

    SalesforceConnectionMessages(OutgoingAddresses outgoing) {
        this.outgoing = outgoing;
    }

    dev.touchstone.salessync.v1.SalesforceConnection message(Optional<SalesforceConnection> connection) {
        dev.touchstone.salessync.v1.SalesforceConnection.Builder message =
                dev.touchstone.salessync.v1.SalesforceConnection.newBuilder()
                        .setState(CrmConnectionState.CRM_CONNECTION_STATE_NOT_CONNECTED);
        connection.ifPresent(known -> {
            message.setOrganizationId(known.organizationId());
            known.state().ifPresent(state -> message.setState(state(state)));
            known.access().ifPresent(access -> access(access, message));
        });
        return message.build();
    }

    private void access(
            SalesforceConnection.Access access, dev.touchstone.salessync.v1.SalesforceConnection.Builder message) {
        message.setLoginUrl(access.app().loginUrl().toString())
                .setInstanceUrl(access.app().instanceUrl().toString())
                .setClientIdSuffix(access.app().clientIdSuffix())
                .setPrincipal(principal(access.app().principal()))
                .setUsername(access.username())
                .setProbe(probe(access.probe()));
        access.fault().ifPresent(fault -> message.setFault(fault(fault)));
    }

    dev.touchstone.salessync.v1.SellerConnection message(SellerConnection connection) {
        dev.touchstone.salessync.v1.SellerConnection.Builder message =
                dev.touchstone.salessync.v1.SellerConnection.newBuilder()
                        .setSeller(connection.seller())
                        .setState(state(connection.state()))
                        .setUserId(connection.userId())
                        .setUsername(connection.username())
                        .setConnectTime(StatusMessages.timestamp(connection.connectedAt()));
        connection.fault().ifPresent(fault -> message.setFault(fault(fault)));
        return message.build();
    }

    private CrmConnectionFault fault(CrmFault fault) {
        CrmConnectionFault.Builder message = CrmConnectionFault.newBuilder()
                .setReason(reason(fault.reason()))
                .setSentence(fault.sentence())
                .addAllAddressesToAllow(outgoing.toAllow(fault))
                .setFaultTime(StatusMessages.timestamp(fault.since()));
        Optional.ofNullable(fault.retryAt()).ifPresent(time -> message.setRetryTime(StatusMessages.timestamp(time)));
        return message.build();
    }

    private static dev.touchstone.salessync.v1.SalesforceProbe probe(SalesforceProbe probe) {
        dev.touchstone.salessync.v1.SalesforceProbe.Builder message =
                dev.touchstone.salessync.v1.SalesforceProbe.newBuilder()
                        .setProbeTime(StatusMessages.timestamp(probe.at()))
                        .setApiVersion(probe.versions().used())
                        .setNewestApiVersion(probe.versions().newest())
                        .setEdition(probe.edition())
                        .setSandbox(probe.sandbox())
                        .setDailyCallMax(probe.calls().max())
                        .setDailyCallLeft(probe.calls().left());
        probe.findings().forEach(finding -> message.addFindings(finding(finding)));
        return message.build();
    }

    private static dev.touchstone.salessync.v1.SalesforceFinding finding(SalesforceFinding finding) {
        return dev.touchstone.salessync.v1.SalesforceFinding.newBuilder()
                .setKind(kind(finding.kind()))
                .setObject(finding.object())
                .setField(finding.field())
                .setSentence(finding.sentence())
                .build();
    }

    private static SalesforcePrincipal principal(PrincipalCredentials.Kind kind) {
        return switch (kind) {
            case JWT_BEARER -> SalesforcePrincipal.SALESFORCE_PRINCIPAL_JWT_BEARER;
            case CLIENT_CREDENTIALS -> SalesforcePrincipal.SALESFORCE_PRINCIPAL_CLIENT_CREDENTIALS;
        };
    }

    private static CrmConnectionState state(CrmFault.State state) {
        return switch (state) {
            case CONNECTED -> CrmConnectionState.CRM_CONNECTION_STATE_CONNECTED;
            case WAITING -> CrmConnectionState.CRM_CONNECTION_STATE_WAITING;
            case BLOCKED -> CrmConnectionState.CRM_CONNECTION_STATE_BLOCKED;
        };
    }

    private static CrmConnectionFaultReason reason(CrmFault.Reason reason) {
        return switch (reason) {
            case AUTHORIZATION_LOST -> CrmConnectionFaultReason.CRM_CONNECTION_FAULT_REASON_AUTHORIZATION_LOST;
            case ADDRESS_NOT_ALLOWED -> CrmConnectionFaultReason.CRM_CONNECTION_FAULT_REASON_ADDRESS_NOT_ALLOWED;
            case APP_NOT_APPROVED -> CrmConnectionFaultReason.CRM_CONNECTION_FAULT_REASON_APP_NOT_APPROVED;
            case API_DISABLED -> CrmConnectionFaultReason.CRM_CONNECTION_FAULT_REASON_API_DISABLED;
            case CLOCK_WRONG -> CrmConnectionFaultReason.CRM_CONNECTION_FAULT_REASON_CLOCK_WRONG;
            case SETTINGS_WRONG -> CrmConnectionFaultReason.CRM_CONNECTION_FAULT_REASON_SETTINGS_WRONG;
            case SECRET_UNREADABLE -> CrmConnectionFaultReason.CRM_CONNECTION_FAULT_REASON_SECRET_UNREADABLE;
        };
    }

    private static SalesforceFindingKind kind(SalesforceFinding.Kind kind) {
        return switch (kind) {
            case OBJECT_HIDDEN -> SalesforceFindingKind.SALESFORCE_FINDING_KIND_OBJECT_HIDDEN;
            case OBJECT_READ_ONLY -> SalesforceFindingKind.SALESFORCE_FINDING_KIND_OBJECT_READ_ONLY;
            case FIELD_HIDDEN -> SalesforceFindingKind.SALESFORCE_FINDING_KIND_FIELD_HIDDEN;
            case FIELD_READ_ONLY -> SalesforceFindingKind.SALESFORCE_FINDING_KIND_FIELD_READ_ONLY;
            case KEY_FIELD_MISSING -> SalesforceFindingKind.SALESFORCE_FINDING_KIND_KEY_FIELD_MISSING;
            case KEY_FIELD_NOT_UNIQUE -> SalesforceFindingKind.SALESFORCE_FINDING_KIND_KEY_FIELD_NOT_UNIQUE;
        };
    }
}
