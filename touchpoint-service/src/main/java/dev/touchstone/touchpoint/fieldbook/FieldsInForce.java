package dev.touchstone.touchpoint.fieldbook;

import dev.touchstone.touchpoint.touchpointfield.CalculatedFields;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The calculated fields in force, compiled; kept for as long as they are the same. */
@ApplicationScoped
public class FieldsInForce {
    private final FieldListStore store;
    private volatile @Nullable Known last;

    FieldsInForce(FieldListStore store) {
        this.store = store;
    }

    private record Known(FieldListStore.State state, CalculatedFields fields) {}

    /** As the caller's transaction sees them. The same instance as long as nothing changes. */
    public CalculatedFields current() {
        FieldListStore.State state = store.state();
        Known known = last;
        if (known != null && known.state().equals(state)) {
            return known.fields();
        }
        CalculatedFields fields = CalculatedFields.of(store.find(state.version())
                .orElseThrow(() -> new IllegalStateException("version " + state.version() + " of the fields is gone"))
                .fields());
        last = new Known(state, fields);
        return fields;
    }
}
