package dev.touchstone.salessync.task.rule;

/** What a task tells of. Opens and clicks make no task; they set flags on that of their e-mail. Pure. */
public enum TaskKind {
    /** A sales e-mail that was sent. */
    EMAIL("Email"),
    /** A reply to one. */
    REPLY("Reply"),
    /** A call. */
    CALL("Call");

    private final String word;

    TaskKind(String word) {
        this.word = word;
    }

    /** The kind as subjects and the picklist {@code Task.Type} name it. */
    public String word() {
        return word;
    }
}
