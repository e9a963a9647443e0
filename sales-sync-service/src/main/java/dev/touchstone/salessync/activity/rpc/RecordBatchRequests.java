package dev.touchstone.salessync.activity.rpc;

import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.contract.FieldViolations;
import dev.touchstone.salessync.activity.NewActivity;
import dev.touchstone.salessync.activity.RecordActivities.Recorded;
import dev.touchstone.salessync.v1.ActivityRefusal;
import dev.touchstone.salessync.v1.NewSalesActivity;
import dev.touchstone.salessync.v1.RecordActivitiesRequest;
import dev.touchstone.salessync.v1.RecordActivitiesResponse;
import dev.touchstone.salessync.v1.RecordedActivity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one message of a stream of activities; what is wrong with one is its own refusal.
 *
 * @param accepted the others, in the order of the message
 * @param positions the place of each in the message
 * @param refusals what was refused
 */
record RecordBatchRequests(List<NewActivity> accepted, List<Integer> positions, List<ActivityRefusal> refusals) {
    private static final int MAX_ACTIVITIES = 100;

    static RecordBatchRequests parse(RecordActivitiesRequest request, Instant now) {
        int count = request.getActivitiesCount();
        if (count == 0 || count > MAX_ACTIVITIES) {
            String reason = count == 0 ? "FIELD_REQUIRED" : "TOO_MANY";
            String expected = "must have 1 to " + MAX_ACTIVITIES + " activities but has " + count;
            return new RecordBatchRequests(
                    List.of(), List.of(), List.of(refusal("", List.of(violation("activities", reason, expected)))));
        }
        List<NewActivity> accepted = new ArrayList<>(count);
        List<Integer> positions = new ArrayList<>(count);
        List<ActivityRefusal> refusals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            NewSalesActivity sent = request.getActivities(i);
            FieldViolations violations = new FieldViolations();
            ActivityRequests.parse(sent, path(i), now, violations).ifPresent(accepted::add);
            if (violations.isEmpty()) {
                positions.add(i);
            } else {
                refusals.add(refusal(sent.getClientKey(), violations.list()));
            }
        }
        return new RecordBatchRequests(accepted, positions, refusals);
    }

    /**
     * What became of the message.
     *
     * @param outcomes of what was accepted, in the same order
     */
    RecordActivitiesResponse answer(List<Recorded> outcomes, long index) {
        RecordActivitiesResponse.Builder response =
                RecordActivitiesResponse.newBuilder().setRequestIndex(index).addAllRefusals(refusals);
        int created = 0;
        int there = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            String clientKey = accepted.get(i).clientKey();
            switch (outcomes.get(i)) {
                case Recorded.Created done -> {
                    created++;
                    response.addRecorded(recorded(clientKey, done.key()));
                }
                case Recorded.There same -> {
                    there++;
                    response.addRecorded(recorded(clientKey, same.key()));
                }
                case Recorded.KeyReused other ->
                    response.addRefusals(refusal(
                            clientKey,
                            List.of(violation(
                                    path(positions.get(i)) + "client_key",
                                    "KEY_REUSED",
                                    "another activity was recorded under this key: " + other.key()))));
            }
        }
        return response.setCreatedCount(created).setDuplicateCount(there).build();
    }

    private static RecordedActivity recorded(String clientKey, String key) {
        return RecordedActivity.newBuilder()
                .setClientKey(clientKey)
                .setActivityKey(key)
                .build();
    }

    private static String path(int index) {
        return "activities[" + index + "].";
    }

    private static FieldViolation violation(String field, String reason, String description) {
        return FieldViolation.newBuilder()
                .setField(field)
                .setReason(reason)
                .setDescription(description)
                .build();
    }

    private static ActivityRefusal refusal(String clientKey, List<FieldViolation> violations) {
        String shown = clientKey.length() > ActivityRequests.MAX_KEY
                ? clientKey.substring(0, ActivityRequests.MAX_KEY)
                : clientKey;
        return ActivityRefusal.newBuilder()
                .setClientKey(shown)
                .addAllViolations(violations)
                .build();
    }
}
