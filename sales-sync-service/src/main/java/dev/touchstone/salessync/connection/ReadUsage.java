package dev.touchstone.salessync.connection;

import dev.touchstone.salessync.budget.BudgetJournal;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoInstance;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Asks Marketo at intervals how many calls everybody made today, so that ours leave room for the others'. */
@ApplicationScoped
public class ReadUsage {
    private final ConnectedMarketo marketo;
    private final BudgetJournal budget;

    ReadUsage(ConnectedMarketo marketo, BudgetJournal budget) {
        this.marketo = marketo;
        this.budget = budget;
    }

    /**
     * Asks if it is due, in one process of all.
     *
     * @param interval from one question to the next
     */
    public void readIfDue(Duration interval) {
        Optional<MarketoInstance> instance = marketo.find();
        if (instance.isEmpty() || !budget.claimUsage(interval)) {
            return;
        }
        try {
            budget.toldTotal(instance.get().usage(Lane.RECONCILE).total());
        } catch (MarketoFailure failure) {
            Log.infof(
                    "what others used of Marketo's quota is not known: %s",
                    failure.error().sentence());
        }
    }
}
