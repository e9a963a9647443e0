package dev.touchstone.salessync.person.group;

import java.util.Arrays;
import java.util.Optional;

/** A group that makes itself by what people are. Pure. */
public enum DynamicGroup {
    /** Everybody who qualifies. */
    ALL_PEOPLE("all-people", "All people"),
    /** Who is owned by the user who asks. */
    MY_CONTACTS("my-contacts", "My contacts"),
    /** Who opted out of mail from sales. */
    UNSUBSCRIBED("unsubscribed", "Unsubscribed");

    private final String id;
    private final String title;

    DynamicGroup(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** What it is named by in requests. */
    public String id() {
        return id;
    }

    /** What it is named for people. */
    public String title() {
        return title;
    }

    /** The group of this id. */
    public static Optional<DynamicGroup> find(String id) {
        return Arrays.stream(values()).filter(group -> group.id.equals(id)).findFirst();
    }
}
