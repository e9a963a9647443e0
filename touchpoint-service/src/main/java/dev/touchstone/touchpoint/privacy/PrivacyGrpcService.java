package dev.touchstone.touchpoint.privacy;

import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.v1.ErasePersonRequest;
import dev.touchstone.touchpoint.v1.ErasePersonResponse;
import dev.touchstone.touchpoint.v1.ExportPersonRequest;
import dev.touchstone.touchpoint.v1.ExportPersonResponse;
import dev.touchstone.touchpoint.v1.PrivacyService;
import dev.touchstone.touchpoint.v1.RemovedRows;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;

/** Answers privacy requests over gRPC. */
@GrpcService
class PrivacyGrpcService implements PrivacyService {
    private final BlockingCalls calls;
    private final ExportPerson exportPerson;
    private final ErasePerson erasePerson;
    private final Clock clock;

    PrivacyGrpcService(BlockingCalls calls, ExportPerson exportPerson, ErasePerson erasePerson, Clock clock) {
        this.calls = calls;
        this.exportPerson = exportPerson;
        this.erasePerson = erasePerson;
        this.clock = clock;
    }

    @Override
    public Multi<ExportPersonResponse> exportPerson(ExportPersonRequest request) {
        return calls.answer(() -> exportPerson.open(PrivacyRequests.person(request, clock.instant())))
                .onItem()
                .transformToMulti(this::portions)
                .onItem()
                .transformToIterable(PrivacyGrpcService::rows);
    }

    /** The next portion is read when the caller has room for it. */
    private Multi<PersonFile.Portion> portions(PersonFile file) {
        return Multi.createBy().repeating().uni(() -> calls.answer(file::next)).whilst(portion -> !portion.last());
    }

    private static List<ExportPersonResponse> rows(PersonFile.Portion portion) {
        return portion.rows().stream()
                .map(row -> ExportPersonResponse.newBuilder()
                        .setTable(portion.table())
                        .setRowJson(row)
                        .build())
                .toList();
    }

    @Override
    public Uni<ErasePersonResponse> erasePerson(ErasePersonRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ErasePersonResponse answer(ErasePersonRequest request) {
        ErasePerson.Erased erased = erasePerson.erase(PrivacyRequests.person(request, clock.instant()));
        ErasePersonResponse.Builder response = ErasePersonResponse.newBuilder()
                .setEraseTime(ProtoTime.timestamp(erased.erasedAt()))
                .setWasErasedBefore(erased.erasedBefore())
                .setPendingRowCount(erased.pending());
        erased.removed()
                .forEach((table, rows) -> response.addRemovedRows(
                        RemovedRows.newBuilder().setTable(table).setRowCount(rows)));
        return response.build();
    }
}
