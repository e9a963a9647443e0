package dev.touchstone.salessync.activity.panel;

import java.time.Duration;

/**
 * How the panel reads Marketo. Pure.
 *
 * @param patience how long somebody who looks waits for Marketo before what is stored is shown
 * @param maxPages pages of each ten types that are read of a person for one look, at most; the next look goes on
 */
public record PanelPolicy(Duration patience, int maxPages) {
    public PanelPolicy {
        if (maxPages < 1) {
            throw new IllegalArgumentException("a reading has at least one page but this allows " + maxPages);
        }
    }
}
