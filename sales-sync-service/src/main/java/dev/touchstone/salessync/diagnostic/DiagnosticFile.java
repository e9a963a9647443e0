package dev.touchstone.salessync.diagnostic;

import dev.touchstone.salessync.diagnostic.SqlDeadLetterStore.Place;
import java.util.List;

/** The pieces of a file, one after the other, so that a file of any length needs the memory of one. Used by one call at a time. */
final class DiagnosticFile {
    /** Letters of one piece: well below a message's 4 MB. */
    private static final int PIECE = 500;

    private final SqlDeadLetterStore letters;
    private Place after = Place.BEGINNING;
    private boolean begun;

    DiagnosticFile(SqlDeadLetterStore letters) {
        this.letters = letters;
    }

    /**
     * A piece of the file.
     *
     * @param csv whole lines
     * @param last whether nothing comes after it
     */
    record Piece(String csv, boolean last) {}

    /** The next piece; the first begins with the header. Empty texts are any kind, any cause. */
    Piece next(String kind, String cause) {
        List<StoredLetter> found = letters.list(kind, cause, after, PIECE);
        String header = begun ? "" : DiagnosticSheet.header();
        begun = true;
        boolean last = found.size() < PIECE;
        if (!last) {
            DeadLetter end = found.get(found.size() - 1).letter();
            after = new Place(end.kind(), end.cause(), end.key());
        }
        return new Piece(header + DiagnosticSheet.lines(found), last);
    }
}
