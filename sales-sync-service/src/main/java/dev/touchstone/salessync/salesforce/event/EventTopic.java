package dev.touchstone.salessync.salesforce.event;

/**
 * The change events of one type of records. Pure.
 *
 * @param entity the type's API name, {@code Task}
 */
public record EventTopic(String entity) {
    private static final String CUSTOM = "__c";

    public EventTopic {
        if (!entity.matches("[A-Za-z][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("a type has an API name but is " + entity);
        }
    }

    /** The channel's name: {@code /data/TaskChangeEvent}, {@code /data/Visit__ChangeEvent}. */
    public String name() {
        return entity.endsWith(CUSTOM)
                ? "/data/" + entity.substring(0, entity.length() - 1) + "ChangeEvent"
                : "/data/" + entity + "ChangeEvent";
    }
}
