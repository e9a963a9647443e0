package dev.touchstone.salessync.optout.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.optout.ChangeOptOut;
import dev.touchstone.salessync.optout.LedgerEntry;
import dev.touchstone.salessync.optout.OptOuts;
import dev.touchstone.salessync.optout.check.Bypass;
import dev.touchstone.salessync.optout.check.ChangeCheckSettings;
import dev.touchstone.salessync.optout.check.CheckSendable;
import dev.touchstone.salessync.optout.check.ListBypasses;
import dev.touchstone.salessync.optout.check.SendContext;
import dev.touchstone.salessync.optout.check.SendDecision;
import dev.touchstone.salessync.optout.crm.TakeReadings;
import dev.touchstone.salessync.v1.CheckSendableRequest;
import dev.touchstone.salessync.v1.CheckSendableResponse;
import dev.touchstone.salessync.v1.GetUnsubscribeCheckSettingsRequest;
import dev.touchstone.salessync.v1.GetUnsubscribeCheckSettingsResponse;
import dev.touchstone.salessync.v1.GetUnsubscribeHistoryRequest;
import dev.touchstone.salessync.v1.GetUnsubscribeHistoryResponse;
import dev.touchstone.salessync.v1.ListUnsubscribeCheckBypassesRequest;
import dev.touchstone.salessync.v1.ListUnsubscribeCheckBypassesResponse;
import dev.touchstone.salessync.v1.ResubscribeRequest;
import dev.touchstone.salessync.v1.ResubscribeResponse;
import dev.touchstone.salessync.v1.ResubscribeWarning;
import dev.touchstone.salessync.v1.SalesUnsubscribeService;
import dev.touchstone.salessync.v1.UnsubscribeRequest;
import dev.touchstone.salessync.v1.UnsubscribeResponse;
import dev.touchstone.salessync.v1.UpdateUnsubscribeCheckSettingsRequest;
import dev.touchstone.salessync.v1.UpdateUnsubscribeCheckSettingsResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Keeps who wants no mail and says whether mail may be sent, over gRPC. */
@GrpcService
final class SalesUnsubscribeGrpcService implements SalesUnsubscribeService {
    /** Sorts after every id. */
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final BlockingCalls calls;
    private final OptOuts optOuts;
    private final ChangeOptOut changes;
    private final CheckSendable check;
    private final ChangeCheckSettings settings;
    private final ListBypasses bypasses;
    private final TakeReadings crm;

    SalesUnsubscribeGrpcService(
            BlockingCalls calls,
            OptOuts optOuts,
            ChangeOptOut changes,
            CheckSendable check,
            ChangeCheckSettings settings,
            ListBypasses bypasses,
            TakeReadings crm) {
        this.calls = calls;
        this.optOuts = optOuts;
        this.changes = changes;
        this.check = check;
        this.settings = settings;
        this.bypasses = bypasses;
        this.crm = crm;
    }

    @Override
    public Uni<CheckSendableResponse> checkSendable(CheckSendableRequest request) {
        return calls.answer(() -> answer(request));
    }

    private CheckSendableResponse answer(CheckSendableRequest request) {
        CheckRequests.Check asked = CheckRequests.check(request);
        SendContext context = new SendContext(
                asked.purpose(), asked.template(), settings.inForce().settings());
        List<SendDecision> decisions = check.check(asked.recipients(), context);
        CheckSendableResponse.Builder response = CheckSendableResponse.newBuilder();
        for (int i = 0; i < decisions.size(); i++) {
            response.addDecisions(CheckMessages.message(
                    decisions.get(i), asked.recipients().get(i).address()));
        }
        return response.build();
    }

    @Override
    public Uni<UnsubscribeResponse> unsubscribe(UnsubscribeRequest request) {
        return calls.answer(() -> {
            OptOutRequests.Change change = OptOutRequests.unsubscribe(request);
            ChangeOptOut.Changed changed = changes.change(change.key(), change.whose(), change.fact());
            return UnsubscribeResponse.newBuilder()
                    .setRecorded(changed.recorded())
                    .build();
        });
    }

    @Override
    public Uni<ResubscribeResponse> resubscribe(ResubscribeRequest request) {
        return calls.answer(() -> {
            OptOutRequests.Change change = OptOutRequests.resubscribe(request);
            ChangeOptOut.Changed changed = changes.change(change.key(), change.whose(), change.fact());
            ResubscribeResponse.Builder response =
                    ResubscribeResponse.newBuilder().setRecorded(changed.recorded());
            if (changed.outInMarketo()) {
                response.addWarnings(ResubscribeWarning.RESUBSCRIBE_WARNING_MARKETING_STILL_OPTED_OUT);
            }
            if (crm.isStillOut(change.whose())) {
                response.addWarnings(ResubscribeWarning.RESUBSCRIBE_WARNING_CRM_STILL_OPTED_OUT);
            }
            return response.build();
        });
    }

    @Override
    public Uni<GetUnsubscribeHistoryResponse> getUnsubscribeHistory(GetUnsubscribeHistoryRequest request) {
        return calls.answer(() -> answer(request));
    }

    private GetUnsubscribeHistoryResponse answer(GetUnsubscribeHistoryRequest request) {
        OptOutRequests.History asked = OptOutRequests.history(request);
        GetUnsubscribeHistoryResponse.Builder response =
                GetUnsubscribeHistoryResponse.newBuilder().setOut(optOuts.isOut(asked.whose()));
        int size = asked.page().size();
        List<LedgerEntry> found = optOuts.history(asked.whose(), before(asked.page()), size + 1);
        List<LedgerEntry> shown = found.subList(0, Math.min(found.size(), size));
        shown.forEach(entry -> response.addEntries(OptOutMessages.message(entry)));
        if (found.size() > size) {
            String last = shown.get(size - 1).actId().toString();
            response.setNextPageToken(Page.token(List.of(last), request.getAddress(), request.getMarketoId()));
        }
        return response.build();
    }

    private static UUID before(Page page) {
        return page.after().map(List::getFirst).map(UUID::fromString).orElse(AFTER_ALL);
    }

    @Override
    public Uni<GetUnsubscribeCheckSettingsResponse> getUnsubscribeCheckSettings(
            GetUnsubscribeCheckSettingsRequest request) {
        return calls.answer(() -> GetUnsubscribeCheckSettingsResponse.newBuilder()
                .setVersion(CheckMessages.message(settings.inForce()))
                .build());
    }

    @Override
    public Uni<UpdateUnsubscribeCheckSettingsResponse> updateUnsubscribeCheckSettings(
            UpdateUnsubscribeCheckSettingsRequest request) {
        return calls.answer(() -> {
            CheckRequests.Update update = CheckRequests.update(request);
            return UpdateUnsubscribeCheckSettingsResponse.newBuilder()
                    .setVersion(CheckMessages.message(
                            settings.update(update.settings(), update.etag(), update.author(), update.note())))
                    .build();
        });
    }

    @Override
    public Uni<ListUnsubscribeCheckBypassesResponse> listUnsubscribeCheckBypasses(
            ListUnsubscribeCheckBypassesRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ListUnsubscribeCheckBypassesResponse answer(ListUnsubscribeCheckBypassesRequest request) {
        FieldViolations violations = new FieldViolations();
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), 1, violations);
        violations.throwIfAny();
        List<Bypass> found = bypasses.list(before(page), page.size() + 1);
        List<Bypass> shown = found.subList(0, Math.min(found.size(), page.size()));
        ListUnsubscribeCheckBypassesResponse.Builder response = ListUnsubscribeCheckBypassesResponse.newBuilder();
        shown.forEach(bypass -> response.addBypasses(CheckMessages.message(bypass)));
        if (found.size() > page.size()) {
            response.setNextPageToken(
                    Page.token(List.of(shown.get(page.size() - 1).id().toString())));
        }
        return response.build();
    }
}
