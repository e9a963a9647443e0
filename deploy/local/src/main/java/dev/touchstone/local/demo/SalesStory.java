package dev.touchstone.local.demo;

import com.google.protobuf.Timestamp;
import dev.touchstone.commandline.render.OptOutText;
import dev.touchstone.commandline.render.StatusText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.salessync.v1.ActivityDeliveryState;
import dev.touchstone.salessync.v1.ActivityTypeMode;
import dev.touchstone.salessync.v1.ApplyActivityTypesRequest;
import dev.touchstone.salessync.v1.CheckSendableRequest;
import dev.touchstone.salessync.v1.GetActivityRequest;
import dev.touchstone.salessync.v1.ListPeopleRequest;
import dev.touchstone.salessync.v1.NewSalesActivity;
import dev.touchstone.salessync.v1.RecordActivityRequest;
import dev.touchstone.salessync.v1.SalesActivityServiceGrpc;
import dev.touchstone.salessync.v1.SalesActivityServiceGrpc.SalesActivityServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesCall;
import dev.touchstone.salessync.v1.SalesCallStatus;
import dev.touchstone.salessync.v1.SalesPeopleServiceGrpc;
import dev.touchstone.salessync.v1.SalesPerson;
import dev.touchstone.salessync.v1.SalesUnsubscribeServiceGrpc;
import dev.touchstone.salessync.v1.SalesUnsubscribeServiceGrpc.SalesUnsubscribeServiceBlockingStub;
import dev.touchstone.salessync.v1.SendDecision;
import dev.touchstone.salessync.v1.SendPurpose;
import dev.touchstone.salessync.v1.SendRecipient;
import dev.touchstone.salessync.v1.UnsubscribeRequest;
import dev.touchstone.salessync.v1.UnsubscribeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Sales data: people from Marketo, a call on its way there, and who may be written to. */
final class SalesStory {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);
    private static final Duration DELIVERY_TIMEOUT = Duration.ofMinutes(1);
    private static final int PEOPLE = 2;

    private final Services services;

    SalesStory(Services services) {
        this.services = services;
    }

    String text(int width) {
        List<SalesPerson> people = services.call(
                        Remote.SALES_SYNC,
                        channel -> SalesPeopleServiceGrpc.newBlockingStub(channel)
                                .listPeople(ListPeopleRequest.newBuilder()
                                        .setPageSize(PEOPLE)
                                        .build()))
                .getPeopleList();
        if (people.size() < PEOPLE) {
            throw new CommandFailed("the sample organisation's people did not come from Marketo");
        }
        SalesPerson called = people.get(0);
        SalesPerson optedOut = people.get(1);
        awaitInMarketo(recordCall(called));
        unsubscribe(optedOut);
        List<String> emails = List.of(called.getEmail(), optedOut.getEmail());
        return StatusText.personSync(LoadSample.syncStatus(services), width)
                + "\nA call with " + called.getFirstName() + " " + called.getLastName()
                + " was recorded here and is in Marketo as a custom activity.\n"
                + optedOut.getFirstName() + " " + optedOut.getLastName()
                + " wants no more mail. Whom may sales write to now?\n\n"
                + OptOutText.decisions(emails, check(emails), width);
    }

    private String recordCall(SalesPerson person) {
        activities(stub -> stub.applyActivityTypes(ApplyActivityTypesRequest.newBuilder()
                .setMode(ActivityTypeMode.ACTIVITY_TYPE_MODE_COMPACT)
                .build()));
        RecordActivityRequest request = RecordActivityRequest.newBuilder()
                .setActivity(NewSalesActivity.newBuilder()
                        .setClientKey("demo-call-" + person.getMarketoId())
                        .setMarketoId(person.getMarketoId())
                        .setOccurTime(
                                Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()))
                        .setActor("demo@touchstone.example")
                        .setCall(SalesCall.newBuilder()
                                .setOutcome("Wants an offer")
                                .setStatus(SalesCallStatus.SALES_CALL_STATUS_COMPLETED)
                                .setDurationSeconds(240)))
                .build();
        return activities(stub -> stub.recordActivity(request)).getActivity().getActivityKey();
    }

    private void awaitInMarketo(String activityKey) {
        GetActivityRequest request =
                GetActivityRequest.newBuilder().setActivityKey(activityKey).build();
        long startedAt = System.nanoTime();
        while (true) {
            ActivityDeliveryState state = activities(stub -> stub.getActivity(request))
                    .getActivity()
                    .getDelivery()
                    .getState();
            if (state == ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE) {
                return;
            }
            if (System.nanoTime() - startedAt > DELIVERY_TIMEOUT.toNanos()) {
                throw new CommandFailed("the call does not get to Marketo: " + state);
            }
            Services.sleep(BETWEEN_QUESTIONS);
        }
    }

    private void unsubscribe(SalesPerson person) {
        UnsubscribeRequest request = UnsubscribeRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setMarketoId(person.getMarketoId())
                .setAddress(person.getEmail())
                .setSource(UnsubscribeSource.UNSUBSCRIBE_SOURCE_CLICKED_LINK)
                .build();
        unsubscribes(stub -> stub.unsubscribe(request));
    }

    private List<SendDecision> check(List<String> emails) {
        CheckSendableRequest.Builder request =
                CheckSendableRequest.newBuilder().setPurpose(SendPurpose.SEND_PURPOSE_ONE_TO_ONE);
        emails.forEach(email -> request.addRecipients(SendRecipient.newBuilder().setAddress(email)));
        return unsubscribes(stub -> stub.checkSendable(request.build())).getDecisionsList();
    }

    private <R> R activities(Function<SalesActivityServiceBlockingStub, R> call) {
        return services.call(
                Remote.SALES_SYNC, channel -> call.apply(SalesActivityServiceGrpc.newBlockingStub(channel)));
    }

    private <R> R unsubscribes(Function<SalesUnsubscribeServiceBlockingStub, R> call) {
        return services.call(
                Remote.SALES_SYNC, channel -> call.apply(SalesUnsubscribeServiceGrpc.newBlockingStub(channel)));
    }
}
