package dev.touchstone.touchpoint.generate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives a person's touchpoints their positions, and says which are no buyer touchpoints.
 *
 * <p><b>Positions</b> (requirement, section 1.4): FT is the earliest. LC is the earliest known interaction; a person whom the CRM
 * has without any got there by something that is not seen here, and then LC is the last web visit before or at the time the CRM
 * created the person, else the first after (gap G3: prior first). Later known interactions are PostLC.
 *
 * <p><b>Buyer touchpoints</b> (sections 3.1 and 6.7): see {@link NoBuyerReason}.
 */
final class Positions {
    private static final int NONE = -1;

    private final List<Draft> byTime;
    private final int leadCreation;
    private final @Nullable Instant crmCreatedAt;
    private final int postLcToSkip;

    private Positions(List<Draft> byTime, @Nullable Instant crmCreatedAt, int maxPostLc) {
        this.byTime = byTime;
        this.crmCreatedAt = crmCreatedAt;
        int firstKnown = firstKnown(byTime);
        this.leadCreation = firstKnown == NONE && crmCreatedAt != null ? visitAt(byTime, crmCreatedAt) : firstKnown;
        long known = byTime.stream()
                .filter(touchpoint -> touchpoint.type().isKnownInteraction())
                .count();
        this.postLcToSkip = maxPostLc == 0 ? 0 : (int) Math.max(0, known - 1 - maxPostLc);
    }

    /**
     * Where each of a person's touchpoints stands, by its position alone; the list may be changed.
     *
     * @param byTime all touchpoints of the person that are not suppressed, oldest first
     * @param crmCreatedAt when the CRM created the person; null if neither the CRM nor Marketo has the address
     * @param maxPostLc how many PostLC touchpoints surface; 0 for all
     */
    static List<Touchpoint.Standing> give(List<Draft> byTime, @Nullable Instant crmCreatedAt, int maxPostLc) {
        return new Positions(byTime, crmCreatedAt, maxPostLc).given();
    }

    private List<Touchpoint.Standing> given() {
        List<Touchpoint.Standing> given = new ArrayList<>(byTime.size());
        int postLc = 0;
        for (int i = 0; i < byTime.size(); i++) {
            List<TouchpointPosition> positions = positions(i);
            postLc += positions.contains(TouchpointPosition.POST_LC) ? 1 : 0;
            given.add(Touchpoint.Standing.of(
                    positions, noBuyerReason(positions, postLc).orElse(null)));
        }
        return given;
    }

    private List<TouchpointPosition> positions(int index) {
        List<TouchpointPosition> positions = new ArrayList<>(2);
        if (index == 0) {
            positions.add(TouchpointPosition.FT);
        }
        if (index == leadCreation) {
            positions.add(TouchpointPosition.LC);
        } else if (byTime.get(index).type().isKnownInteraction()) {
            positions.add(TouchpointPosition.POST_LC);
        }
        return positions;
    }

    /**
     * Why not; empty for a buyer touchpoint.
     *
     * @param postLc how many PostLC touchpoints there are up to this one
     */
    private Optional<NoBuyerReason> noBuyerReason(List<TouchpointPosition> positions, int postLc) {
        if (crmCreatedAt == null) {
            return Optional.of(NoBuyerReason.NOT_IN_CRM);
        }
        if (positions.isEmpty()) {
            return Optional.of(NoBuyerReason.ROUTINE_WEB_VISIT);
        }
        boolean tooOld = positions.contains(TouchpointPosition.POST_LC) && postLc <= postLcToSkip;
        return tooOld ? Optional.of(NoBuyerReason.POST_LC_LIMIT) : Optional.empty();
    }

    private static int firstKnown(List<Draft> byTime) {
        for (int i = 0; i < byTime.size(); i++) {
            if (byTime.get(i).type().isKnownInteraction()) {
                return i;
            }
        }
        return NONE;
    }

    /** The last visit before or at a time, else the first after; none without visits. */
    private static int visitAt(List<Draft> visits, Instant time) {
        int last = NONE;
        while (last + 1 < visits.size() && !visits.get(last + 1).touchedAt().isAfter(time)) {
            last++;
        }
        return visits.isEmpty() ? NONE : Math.max(last, 0);
    }
}
