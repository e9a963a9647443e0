package dev.touchstone.salessync.activity;

import dev.touchstone.contract.RpcFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Finds one activity. */
@ApplicationScoped
public class FindActivity {
    private final ActivityStore activities;

    FindActivity(ActivityStore activities) {
        this.activities = activities;
    }

    /**
     * The activity with a key.
     *
     * @throws RpcFailure.NotFound {@code ACTIVITY_NOT_FOUND}
     */
    public Activity get(String key) {
        return activities.list(List.of(key)).stream()
                .findFirst()
                .orElseThrow(() -> new RpcFailure.NotFound(
                        "ACTIVITY_NOT_FOUND", "no activity has the key " + key, Map.of("key", key)));
    }
}
