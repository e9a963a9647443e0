package dev.touchstone.testing.salesforce.org;

import dev.touchstone.testing.salesforce.schema.ObjectType;
import dev.touchstone.testing.salesforce.schema.Stages;
import dev.touchstone.testing.salesforce.schema.Stages.Stage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an organisation has from its first day. */
final class Founding {
    private Founding() {}

    /** Adds the administrator and the stages; returns the administrator's id. */
    static String write(WriteSet set) {
        ObjectType stages = set.tables().type("OpportunityStage");
        for (int i = 0; i < Stages.STANDARD.size(); i++) {
            Stage stage = Stages.STANDARD.get(i);
            Map<String, @Nullable Object> row = new HashMap<>();
            row.put("MasterLabel", stage.name());
            row.put("ApiName", stage.name());
            row.put("IsActive", true);
            row.put("SortOrder", i + 1);
            row.put("IsClosed", stage.closed());
            row.put("IsWon", stage.won());
            row.put("DefaultProbability", (double) stage.probability());
            Saving.companion(set, stages, row);
        }
        return Saving.companion(
                        set,
                        set.tables().type("User"),
                        Map.of(
                                "Username",
                                "admin@touchstone.example",
                                "Email",
                                "admin@touchstone.example",
                                "LastName",
                                "Admin",
                                "IsActive",
                                true))
                .id();
    }
}
