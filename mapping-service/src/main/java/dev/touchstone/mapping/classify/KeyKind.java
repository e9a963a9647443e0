package dev.touchstone.mapping.classify;

/** What a mapping key was made from; it decides which rows and which cells may look at the key. */
public enum KeyKind {
    /** A web session: the online sheet, detectors included. */
    WEB_SESSION("web session"),
    /** A CRM campaign member: the campaign's type decides and nothing else. */
    CRM_CAMPAIGN("CRM campaign"),
    /** A CRM activity: the online sheet without detectors. */
    CRM_ACTIVITY("CRM activity");

    private final String words;

    KeyKind(String words) {
        this.words = words;
    }

    /** The kind as an explanation shows it. */
    public String words() {
        return words;
    }
}
