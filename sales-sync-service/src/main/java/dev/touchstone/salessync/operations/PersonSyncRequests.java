package dev.touchstone.salessync.operations;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.person.reconcile.Reconcile;
import dev.touchstone.salessync.person.reconcile.Reconciliation;
import dev.touchstone.salessync.person.reconcile.Repair;
import dev.touchstone.salessync.person.sync.ControlPersonSync;
import dev.touchstone.salessync.person.sync.LookAtPersonSync;
import dev.touchstone.salessync.person.sync.PreviewPersonSync;
import dev.touchstone.salessync.person.sync.SyncReport;
import dev.touchstone.salessync.v1.GetReconciliationReportRequest;
import dev.touchstone.salessync.v1.GetReconciliationReportResponse;
import dev.touchstone.salessync.v1.ListReconciliationRepairsRequest;
import dev.touchstone.salessync.v1.ListReconciliationRepairsResponse;
import dev.touchstone.salessync.v1.PersonSyncStatus;
import dev.touchstone.salessync.v1.PreviewPersonSyncRequest;
import dev.touchstone.salessync.v1.PreviewPersonSyncResponse;
import dev.touchstone.salessync.v1.StartPersonSyncRequest;
import dev.touchstone.salessync.v1.StartReconciliationResponse;
import dev.touchstone.salessync.warning.SyncWarnings;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Answers the requests about the sync of people: parses them, asks the features, renders what they say. */
@ApplicationScoped
class PersonSyncRequests {
    private final ControlPersonSync control;
    private final LookAtPersonSync look;
    private final PreviewPersonSync preview;
    private final Reconcile reconcile;
    private final StatusStream stream;
    private final SyncWarnings warnings;

    PersonSyncRequests(
            ControlPersonSync control,
            LookAtPersonSync look,
            PreviewPersonSync preview,
            Reconcile reconcile,
            StatusStream stream,
            SyncWarnings warnings) {
        this.control = control;
        this.look = look;
        this.preview = preview;
        this.reconcile = reconcile;
        this.stream = stream;
        this.warnings = warnings;
    }

    PreviewPersonSyncResponse preview(PreviewPersonSyncRequest request) {
        return PreviewMessages.message(preview.preview(ReconciliationRequests.sampleSize(request)));
    }

    PersonSyncStatus start(StartPersonSyncRequest request) {
        control.start(request.getWithoutCrm());
        return status();
    }

    PersonSyncStatus pause() {
        control.pause();
        return status();
    }

    PersonSyncStatus resume() {
        control.resume();
        return status();
    }

    PersonSyncStatus status() {
        return message(look.look());
    }

    Multi<PersonSyncStatus> watch() {
        return stream.watch().map(this::message);
    }

    private PersonSyncStatus message(SyncReport report) {
        return StatusMessages.message(report, warnings.list());
    }

    StartReconciliationResponse reconcile() {
        Reconciliation report = control.reconcile();
        return StartReconciliationResponse.newBuilder()
                .setReport(ReconciliationMessages.message(report))
                .build();
    }

    GetReconciliationReportResponse report(GetReconciliationReportRequest request) {
        return GetReconciliationReportResponse.newBuilder()
                .setReport(
                        ReconciliationMessages.message(find(ReconciliationRequests.id(request.getReconciliationId()))))
                .build();
    }

    ListReconciliationRepairsResponse repairs(ListReconciliationRepairsRequest request) {
        ReconciliationRequests.Listing listing = ReconciliationRequests.listing(request);
        UUID id = find(listing.id()).id();
        int size = listing.page().size();
        // One more than asked for: whether it is there tells if there is a next page.
        List<Repair> found = reconcile.repairs(id, listing.after(), size + 1);
        ListReconciliationRepairsResponse.Builder response = ListReconciliationRepairsResponse.newBuilder();
        found.stream().limit(size).map(ReconciliationMessages::message).forEach(response::addRepairs);
        if (found.size() > size) {
            response.setNextPageToken(
                    ReconciliationRequests.token(request, found.get(size - 1).marketoId(), id));
        }
        return response.build();
    }

    private Reconciliation find(Optional<UUID> id) {
        return reconcile
                .find(id)
                .orElseThrow(() -> new RpcFailure.NotFound(
                        "RECONCILIATION_NOT_FOUND",
                        id.map(text -> "no reconciliation has the id " + text).orElse("no reconciliation ever ran"),
                        Map.of("id", id.map(UUID::toString).orElse(""))));
    }
}
