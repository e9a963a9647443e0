package dev.touchstone.touchpoint.session;

/**
 * A form that was submitted.
 *
 * @param name its name or id on the page; empty if it has none
 * @param source how the submission was noticed
 */
public record FormDetails(String name, Source source) {
    /** How a submission was noticed. */
    public enum Source {
        /** Unknown. */
        UNSPECIFIED,
        /** By the browser's submit event. */
        SUBMIT,
        /** By a successful request of the page's script. */
        REQUEST,
        /** By the success callback of Marketo forms 2.0. */
        MARKETO_FORM,
        /** By a call of the page or of another client. */
        API,
        /** By the hidden element of a thank-you page. */
        THANK_YOU_ELEMENT,
        /** By a chat window. */
        CHAT
    }
}
