package dev.touchstone.salessync.connection.salesforce;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears of sellers whose connections can be used again, once that is committed. */
@ApplicationScoped
public class MendedSellers {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    void mended(@Observes(during = TransactionPhase.AFTER_SUCCESS) SellerMended event) {
        heard.add(event.seller());
    }

    /** The sellers so far, in order. */
    public List<String> heard() {
        return heard;
    }
}
