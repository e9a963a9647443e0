package dev.touchstone.commandline;

import com.google.protobuf.Timestamp;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.contract.RpcStatus;
import dev.touchstone.salessync.v1.FindPeopleRequest;
import dev.touchstone.salessync.v1.FindPeopleResponse;
import dev.touchstone.salessync.v1.SalesPeopleServiceGrpc;
import dev.touchstone.salessync.v1.SalesPerson;
import dev.touchstone.touchpoint.v1.ErasePersonRequest;
import dev.touchstone.touchpoint.v1.ErasePersonResponse;
import dev.touchstone.touchpoint.v1.ExportPersonRequest;
import dev.touchstone.touchpoint.v1.ExportPersonResponse;
import dev.touchstone.touchpoint.v1.PrivacyServiceGrpc;
import dev.touchstone.touchpoint.v1.RemovedRows;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Zoe, a visitor whom several people share, and nobody else. */
public final class FakePrivacy {
    static final String ZOE = "zoe@x.test";
    static final long MARKETO_ID = 4101;

    /** What was erased, in order. */
    public final List<String> erased = new ArrayList<>();

    private int left = 2;

    final class Touchpoints extends PrivacyServiceGrpc.PrivacyServiceImplBase {
        @Override
        public void exportPerson(ExportPersonRequest request, StreamObserver<ExportPersonResponse> answer) {
            if (request.getVisitorId().equals("shared")) {
                answer.onError(RpcStatus.of(new RpcFailure.FailedPrecondition(
                        "PERSON_AMBIGUOUS", "2 people share the visitor shared", Map.of())));
                return;
            }
            if (request.getEmail().equals(ZOE)) {
                answer.onNext(ExportPersonResponse.newBuilder()
                        .setTable("web_event")
                        .setRowJson("{\"visitor_id\": \"v-1\"}")
                        .build());
            }
            answer.onCompleted();
        }

        @Override
        public void erasePerson(ErasePersonRequest request, StreamObserver<ErasePersonResponse> answer) {
            boolean first = !erased.contains("touchpoint " + request.getEmail());
            erased.add("touchpoint " + request.getEmail());
            ErasePersonResponse.Builder response = ErasePersonResponse.newBuilder()
                    .setEraseTime(Timestamp.newBuilder().setSeconds(1_800_000_000))
                    .setWasErasedBefore(!first)
                    .setPendingRowCount(--left);
            if (first) {
                response.addRemovedRows(
                        RemovedRows.newBuilder().setTable("web_event").setRowCount(1_200));
            }
            answer.onNext(response.build());
            answer.onCompleted();
        }
    }

    final class People extends SalesPeopleServiceGrpc.SalesPeopleServiceImplBase {
        @Override
        public void findPeople(FindPeopleRequest request, StreamObserver<FindPeopleResponse> answer) {
            FindPeopleResponse.Builder response = FindPeopleResponse.newBuilder();
            if (request.getEmail().equals(ZOE) && request.getIncludeHidden()) {
                response.addPeople(SalesPerson.newBuilder().setMarketoId(MARKETO_ID));
            }
            answer.onNext(response.build());
            answer.onCompleted();
        }

        @Override
        public void exportPerson(
                dev.touchstone.salessync.v1.ExportPersonRequest request,
                StreamObserver<dev.touchstone.salessync.v1.ExportPersonResponse> answer) {
            answer.onNext(dev.touchstone.salessync.v1.ExportPersonResponse.newBuilder()
                    .setTable("person")
                    .setRowJson("{\"marketo_id\": " + request.getMarketoId() + "}")
                    .build());
            answer.onCompleted();
        }

        @Override
        public void erasePerson(
                dev.touchstone.salessync.v1.ErasePersonRequest request,
                StreamObserver<dev.touchstone.salessync.v1.ErasePersonResponse> answer) {
            erased.add("sales " + request.getMarketoId());
            answer.onNext(dev.touchstone.salessync.v1.ErasePersonResponse.newBuilder()
                    .addMarketoIds(request.getMarketoId())
                    .addSameAddressMarketoIds(77)
                    .build());
            answer.onCompleted();
        }
    }
}
