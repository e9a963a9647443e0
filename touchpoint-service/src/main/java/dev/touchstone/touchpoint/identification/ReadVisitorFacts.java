package dev.touchstone.touchpoint.identification;

import dev.touchstone.touchpoint.collect.EventLog;
import dev.touchstone.touchpoint.identity.VisitorFacts;
import dev.touchstone.touchpoint.session.WebEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads everything that sessions and their owners are derived from. */
@ApplicationScoped
public class ReadVisitorFacts {
    private final EventLog eventLog;

    ReadVisitorFacts(EventLog eventLog) {
        this.eventLog = eventLog;
    }

    /** The facts of some visitors, in the caller's transaction. A visitor without events is not in the answer. */
    public List<VisitorFacts> read(List<String> visitorIds) {
        Map<String, List<WebEvent>> byVisitor = new LinkedHashMap<>();
        for (WebEvent event : eventLog.read(visitorIds)) {
            byVisitor
                    .computeIfAbsent(event.visitorId(), id -> new ArrayList<>())
                    .add(event);
        }
        return byVisitor.entrySet().stream()
                .map(entry -> new VisitorFacts(entry.getKey(), entry.getValue(), List.of(), Set.of(), false))
                .toList();
    }
}
