package dev.touchstone.touchpoint.erased;

/** Somebody was erased since one looked; nothing was stored: look again. */
public final class ErasuresChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ErasuresChanged(Throwable cause) {
        super("somebody was erased meanwhile", cause);
    }
}
