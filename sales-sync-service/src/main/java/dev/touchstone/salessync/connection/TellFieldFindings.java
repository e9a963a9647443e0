package dev.touchstone.salessync.connection;

import dev.touchstone.salessync.marketo.FieldFinding;
import dev.touchstone.salessync.marketo.FieldWatch;
import dev.touchstone.salessync.warning.SyncWarning;
import dev.touchstone.salessync.warning.SyncWarnings;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Keeps what is wrong with the instance's fields as warnings, each told once a day by all processes together. */
@ApplicationScoped
class TellFieldFindings implements FieldWatch {
    private final SyncWarnings warnings;

    TellFieldFindings(SyncWarnings warnings) {
        this.warnings = warnings;
    }

    @Override
    public void found(List<FieldFinding> findings) {
        try {
            warnings.replace(
                    Set.of(SyncWarning.Kind.FIELD_MISSING, SyncWarning.Kind.FIELD_TYPE_CHANGED),
                    findings.stream().map(TellFieldFindings::warning).toList());
        } catch (RuntimeException databaseFails) {
            // The fields are known all the same.
            Log.warnf(
                    "warnings about fields cannot be kept: %s",
                    databaseFails.getClass().getSimpleName());
            FieldWatch.LOG.found(findings);
        }
    }

    private static SyncWarning warning(FieldFinding finding) {
        SyncWarning.Kind kind = switch (finding.kind()) {
            case FIELD_MISSING -> SyncWarning.Kind.FIELD_MISSING;
            case FIELD_TYPE_CHANGED -> SyncWarning.Kind.FIELD_TYPE_CHANGED;
        };
        return new SyncWarning(kind, finding.field(), finding.sentence());
    }
}
