package dev.touchstone.salessync.task.rule;

import java.util.EnumMap;
import java.util.Map;

/** The subject of a task. Pure. */
public final class TaskSubject {
    private static final String REPLY = "Reply: ";

    private TaskSubject() {}

    /**
     * The subject of a task. That of a reply is fixed: it names the subject that was replied to, whatever the template says.
     *
     * @param values what the activity says; the type of the activity is added here
     */
    public static String of(TaskKind kind, SubjectTemplate template, Map<SubjectToken, String> values) {
        return switch (kind) {
            case REPLY -> SubjectTemplate.oneLine(REPLY + values.getOrDefault(SubjectToken.ACTIVITY_SUBJECT, ""));
            case EMAIL, CALL -> {
                Map<SubjectToken, String> all = new EnumMap<>(SubjectToken.class);
                all.putAll(values);
                all.put(SubjectToken.ACTIVITY_TYPE, kind.word());
                yield template.render(all);
            }
        };
    }
}
