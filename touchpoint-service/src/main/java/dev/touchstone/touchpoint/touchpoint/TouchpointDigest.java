package dev.touchstone.touchpoint.touchpoint;

import dev.touchstone.touchpoint.generate.Effort;
import dev.touchstone.touchpoint.generate.NoBuyerReason;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.generate.WebPages;
import dev.touchstone.touchpoint.id.StableId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The digest of everything that is stored of a touchpoint: an equal one need not be written again. */
public final class TouchpointDigest {
    private TouchpointDigest() {}

    /** The digest. */
    public static UUID of(Touchpoint touchpoint) {
        Effort effort = touchpoint.content().effort();
        WebPages pages = touchpoint.content().pages();
        NoBuyerReason noBuyerReason = touchpoint.noBuyerReason();
        UUID contextId = touchpoint.content().contextId();
        return of(
                touchpoint.standing(),
                touchpoint.type().name(),
                touchpoint.touchedAt().toString(),
                touchpoint.positions().toString(),
                noBuyerReason == null ? null : noBuyerReason.name(),
                effort.source(),
                effort.medium(),
                effort.campaignName(),
                effort.campaignId(),
                effort.content(),
                effort.keyword(),
                pages.landingPageRaw(),
                pages.referrerPageRaw(),
                pages.formUrl(),
                pages.formName(),
                contextId == null ? null : contextId.toString(),
                touchpoint.origin().rule(),
                Long.toString(touchpoint.origin().ruleVersion()),
                touchpoint.content().mappingKeyId().toString());
    }

    /** What came later is in the digest only where there is any, so that an upgrade writes no touchpoint again. */
    private static UUID of(Touchpoint.Standing standing, @Nullable String... parts) {
        String suppressingRule = standing.suppressingRule();
        String removingRule = standing.removingRule();
        UUID overlapsWith = standing.overlapsWith();
        if (suppressingRule == null
                && removingRule == null
                && overlapsWith == null
                && standing.segments().isEmpty()) {
            return StableId.of(parts);
        }
        List<@Nullable String> all = new ArrayList<>();
        Collections.addAll(all, parts);
        all.add(suppressingRule);
        all.add(removingRule);
        all.addAll(standing.segments());
        if (overlapsWith != null) {
            all.add(overlapsWith.toString());
        }
        return StableId.of(all.toArray(String[]::new));
    }
}
