package dev.touchstone.salessync.task.rule;

import java.util.EnumSet;
import java.util.Set;

/**
 * What became of an e-mail. A flag goes from no to yes and never back, so that the same facts in any order, and any of them twice, give the
 * same flags. Pure.
 *
 * @param set the flags that are yes
 */
public record TaskFlags(Set<Flag> set) {
    /** None is yes. */
    public static final TaskFlags NONE = new TaskFlags(Set.of());

    public TaskFlags {
        set = Set.copyOf(set);
    }

    /** A flag, and the field of a task that shows it. In the order of what says more. */
    public enum Flag {
        /** The person opened the e-mail. */
        VIEWED(CustomField.VIEWED, "Viewed"),
        /** The person clicked a link in it. */
        CLICKED(CustomField.CLICKED, "Clicked"),
        /** The person replied. */
        REPLIED(CustomField.REPLIED, "Replied");

        private final CustomField field;
        private final String status;

        Flag(CustomField field, String status) {
            this.field = field;
            this.status = status;
        }

        /** The field that shows it. */
        public CustomField field() {
            return field;
        }
    }

    /** These flags and one more. */
    public TaskFlags with(Flag flag) {
        return union(new TaskFlags(Set.of(flag)));
    }

    /** What either says. */
    public TaskFlags union(TaskFlags other) {
        Set<Flag> all = EnumSet.noneOf(Flag.class);
        all.addAll(set);
        all.addAll(other.set);
        return new TaskFlags(all);
    }

    /** Those that others do not have yet. */
    public TaskFlags without(TaskFlags others) {
        Set<Flag> rest = EnumSet.noneOf(Flag.class);
        rest.addAll(set);
        rest.removeAll(others.set);
        return new TaskFlags(rest);
    }

    /** True if none is yes. */
    public boolean isEmpty() {
        return set.isEmpty();
    }

    /** The status of the e-mail: the flag that says most, or Sent. */
    public String status() {
        return set.stream().max(Enum::compareTo).map(flag -> flag.status).orElse("Sent");
    }
}
