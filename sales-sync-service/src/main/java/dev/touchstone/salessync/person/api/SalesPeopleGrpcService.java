package dev.touchstone.salessync.person.api;

import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.v1.CreatePersonRequest;
import dev.touchstone.salessync.v1.CreatePersonResponse;
import dev.touchstone.salessync.v1.DeletePersonRequest;
import dev.touchstone.salessync.v1.DeletePersonResponse;
import dev.touchstone.salessync.v1.ErasePersonRequest;
import dev.touchstone.salessync.v1.ErasePersonResponse;
import dev.touchstone.salessync.v1.ExplainPersonRequest;
import dev.touchstone.salessync.v1.ExplainPersonResponse;
import dev.touchstone.salessync.v1.ExportPersonRequest;
import dev.touchstone.salessync.v1.ExportPersonResponse;
import dev.touchstone.salessync.v1.FindPeopleRequest;
import dev.touchstone.salessync.v1.FindPeopleResponse;
import dev.touchstone.salessync.v1.GetPersonHistoryRequest;
import dev.touchstone.salessync.v1.GetPersonHistoryResponse;
import dev.touchstone.salessync.v1.GetPersonRequest;
import dev.touchstone.salessync.v1.GetPersonResponse;
import dev.touchstone.salessync.v1.ListPeopleRequest;
import dev.touchstone.salessync.v1.ListPeopleResponse;
import dev.touchstone.salessync.v1.ListPersonConflictsRequest;
import dev.touchstone.salessync.v1.ListPersonConflictsResponse;
import dev.touchstone.salessync.v1.SalesPeopleService;
import dev.touchstone.salessync.v1.StreamPeopleRequest;
import dev.touchstone.salessync.v1.StreamPeopleResponse;
import dev.touchstone.salessync.v1.UpdatePersonRequest;
import dev.touchstone.salessync.v1.UpdatePersonResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Reads people over gRPC. They are written by the sync alone. */
@GrpcService
final class SalesPeopleGrpcService implements SalesPeopleService {
    private final BlockingCalls calls;
    private final OnePersonMessages one;
    private final FindPeopleMessages several;
    private final PeopleStreamMessages stream;
    private final SeldomMessages seldom;

    SalesPeopleGrpcService(
            BlockingCalls calls,
            OnePersonMessages one,
            FindPeopleMessages several,
            PeopleStreamMessages stream,
            SeldomMessages seldom) {
        this.calls = calls;
        this.one = one;
        this.several = several;
        this.stream = stream;
        this.seldom = seldom;
    }

    @Override
    public Uni<GetPersonResponse> getPerson(GetPersonRequest request) {
        return calls.answer(() -> one.get(request));
    }

    @Override
    public Uni<ListPeopleResponse> listPeople(ListPeopleRequest request) {
        return calls.answer(() -> several.list(request));
    }

    @Override
    public Uni<FindPeopleResponse> findPeople(FindPeopleRequest request) {
        return calls.answer(() -> several.find(request));
    }

    @Override
    public Multi<StreamPeopleResponse> streamPeople(StreamPeopleRequest request) {
        return stream.open(request);
    }

    @Override
    public Uni<GetPersonHistoryResponse> getPersonHistory(GetPersonHistoryRequest request) {
        return calls.answer(() -> one.history(request));
    }

    @Override
    public Uni<ExplainPersonResponse> explainPerson(ExplainPersonRequest request) {
        return calls.answer(() -> seldom.explain(request));
    }

    @Override
    public Uni<ListPersonConflictsResponse> listPersonConflicts(ListPersonConflictsRequest request) {
        return calls.answer(() -> several.conflicts(request));
    }

    @Override
    public Uni<CreatePersonResponse> createPerson(CreatePersonRequest request) {
        return calls.answer(() -> {
            throw one.refusal();
        });
    }

    @Override
    public Uni<UpdatePersonResponse> updatePerson(UpdatePersonRequest request) {
        return calls.answer(() -> {
            throw one.refusal("person.marketo_id", request.getPerson().getMarketoId());
        });
    }

    @Override
    public Uni<DeletePersonResponse> deletePerson(DeletePersonRequest request) {
        return calls.answer(() -> {
            throw one.refusal("marketo_id", request.getMarketoId());
        });
    }

    /** The next portion is read when the caller has room for it. */
    @Override
    public Multi<ExportPersonResponse> exportPerson(ExportPersonRequest request) {
        return calls.answer(() -> seldom.open(request))
                .onItem()
                .transformToMulti(file -> Multi.createBy()
                        .repeating()
                        .uni(() -> calls.answer(file::next))
                        .whilst(portion -> !portion.last()))
                .onItem()
                .transformToIterable(SeldomMessages::rows);
    }

    @Override
    public Uni<ErasePersonResponse> erasePerson(ErasePersonRequest request) {
        return calls.answer(() -> seldom.erase(request));
    }
}
