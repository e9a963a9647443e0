package dev.touchstone.salessync.activity;

import java.util.List;

/** Says, within the transaction, that these activities are not dead any more, or never will be sent. Pure. */
public record ActivitiesSettled(List<String> keys) {
    public ActivitiesSettled {
        keys = List.copyOf(keys);
    }
}
