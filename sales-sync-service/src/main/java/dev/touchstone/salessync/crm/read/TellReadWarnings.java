package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.crm.fact.CrmObject;
import dev.touchstone.salessync.warning.SyncWarning;
import dev.touchstone.salessync.warning.SyncWarnings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps what somebody should look at in Salesforce so that it is read, or read sooner. One thread uses it. */
@ApplicationScoped
class TellReadWarnings {
    private final SyncWarnings warnings;
    private @Nullable List<SyncWarning> told;

    TellReadWarnings(SyncWarnings warnings) {
        this.warnings = warnings;
    }

    /**
     * Tells what holds now.
     *
     * @param unreadable objects that cannot be read, and why
     * @param withoutEvents objects of which no change events come
     */
    void tell(Map<CrmObject, String> unreadable, Set<CrmObject> withoutEvents) {
        List<SyncWarning> now = new ArrayList<>();
        for (CrmObject object : CrmObject.values()) {
            String name = object.apiName();
            @Nullable String why = unreadable.get(object);
            if (why != null) {
                now.add(new SyncWarning(
                        SyncWarning.Kind.CRM_READING,
                        name,
                        why + ", so " + name + " is not read: let the integration user read it"));
            } else if (withoutEvents.contains(object)) {
                now.add(new SyncWarning(
                        SyncWarning.Kind.CRM_READING,
                        name,
                        "change data capture is not enabled for " + name
                                + ", so its changes are read some minutes later: select it in Salesforce's setup"));
            }
        }
        if (!now.equals(told)) {
            warnings.replace(Set.of(SyncWarning.Kind.CRM_READING), now);
            told = now;
        }
    }

    /** Another process may tell something else. */
    void forget() {
        told = null;
    }
}
