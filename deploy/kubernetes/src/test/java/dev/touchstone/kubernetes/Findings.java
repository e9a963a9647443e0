package dev.touchstone.kubernetes;

import java.util.ArrayList;
import java.util.List;

/** What a group of rules found. */
final class Findings {
    private final List<Finding> findings = new ArrayList<>();

    /** Notes the message unless the condition holds. */
    void require(KubernetesObject object, boolean holds, String message) {
        if (!holds) {
            findings.add(new Finding(object.title(), message));
        }
    }

    List<Finding> list() {
        return List.copyOf(findings);
    }
}
