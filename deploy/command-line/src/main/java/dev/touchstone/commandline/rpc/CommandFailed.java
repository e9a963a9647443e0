package dev.touchstone.commandline.rpc;

/** A command cannot do what it was asked; the message is the one sentence that its user reads. */
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailed(String sentence) {
        super(sentence, null, false, false);
    }
}
