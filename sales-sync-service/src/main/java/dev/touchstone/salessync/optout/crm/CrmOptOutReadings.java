package dev.touchstone.salessync.optout.crm;

import java.util.List;

/**
 * Takes what was read of leads and contacts in Salesforce. Whoever reads them calls it, in the transaction that stores what else was
 * read or in one of its own.
 */
public interface CrmOptOutReadings {
    /** Records at most in one call. */
    int MAX_READINGS = 2_000;

    /**
     * Records that were read because they changed, in any order; reading one again changes nothing. Sends to whoever is out in one of
     * them are blocked from the commit on.
     *
     * @param readings at most {@value #MAX_READINGS}, no id twice; those that say in, too
     */
    void take(List<CrmReading> readings);
}
