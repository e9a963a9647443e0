package dev.touchstone.commandline.doctor;

/**
 * Something that was looked at. Pure.
 *
 * @param level how bad it is
 * @param subject the service it is about, or "suite"
 * @param what is so, in one sentence without a full stop
 * @param advice what to do; empty if nothing
 */
public record Finding(Level level, String subject, String what, String advice) {
    /** The subject of what concerns all services. */
    public static final String SUITE = "suite";

    /** How bad something is, worst first. */
    public enum Level {
        /** Something does not work. */
        WRONG,
        /** It works, and somebody should look. */
        LOOK,
        /** As it should be. */
        WELL
    }

    static Finding wrong(String subject, String what, String advice) {
        return new Finding(Level.WRONG, subject, what, advice);
    }

    static Finding look(String subject, String what, String advice) {
        return new Finding(Level.LOOK, subject, what, advice);
    }

    static Finding well(String subject, String what) {
        return new Finding(Level.WELL, subject, what, "");
    }
}
