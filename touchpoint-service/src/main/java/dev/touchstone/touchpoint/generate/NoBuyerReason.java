package dev.touchstone.touchpoint.generate;

/** Why a touchpoint is no buyer touchpoint (requirement, sections 3.1, 5.1 and 6.7). The first that holds is told. */
public enum NoBuyerReason {
    /** A suppression rule takes it. */
    SUPPRESSED,
    /** It describes the same interaction as another touchpoint, which stays (scenario C14). */
    OVERLAPS_WITH,
    /** No lead or contact of the CRM and no person of Marketo has the person's address. */
    NOT_IN_CRM,
    /** A web visit that is neither the first touch nor at the lead's creation. */
    ROUTINE_WEB_VISIT,
    /** There are as many more recent PostLC touchpoints as the policy lets surface. */
    POST_LC_LIMIT
}
