package dev.touchstone.mapping.classify;

import dev.touchstone.mapping.detect.Detector;
import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.mapping.detect.Evidence;
import dev.touchstone.mapping.detect.Visit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key's values as rows compare them: folded, cut into hosts and paths, and looked up in the detector lists; each when it is
 * first asked for, and once. For one thread.
 */
final class FoldedKey implements Visit {
    /** The source of the key of a member of a Marketo program; of every other member it is a CRM's campaign. */
    private static final String MARKETO_PROGRAM = CaseFold.fold("Marketo Program");

    private static final String WWW = "www.";

    private final MappingKey key;
    private final DetectorLists lists;
    private final FoldedText campaign;
    private final FoldedText medium;
    private final FoldedText source;
    private final FoldedText landingPage;
    private @Nullable FoldedText landingHost;
    private @Nullable FoldedText landingPath;
    private @Nullable FoldedText referrerHost;
    private @Nullable FoldedText referrerPath;
    private @Nullable Evidence evidence;
    /** One bit for every detector that was asked, by its number. */
    private long asked;
    /** One bit for every detector that said yes. */
    private long seen;

    FoldedKey(MappingKey key, DetectorLists lists) {
        this.key = key;
        this.lists = lists;
        campaign = new FoldedText(key.campaign());
        medium = new FoldedText(key.medium());
        source = new FoldedText(key.source());
        landingPage = new FoldedText(key.landingPage());
    }

    KeyKind kind() {
        return key.kind();
    }

    /**
     * A value, folded; empty if the key has none. The names of click markers are given with blanks between them, as an explanation
     * shows them.
     *
     * @param parameter name of the query parameter, where one is asked for
     */
    FoldedText value(RuleField field, String parameter) {
        return switch (field) {
            case CAMPAIGN -> campaign;
            case MEDIUM -> medium;
            case SOURCE -> source;
            case LANDING_PAGE -> landingPage;
            case LANDING_HOST -> foldedLandingHost();
            case LANDING_PATH -> landingPath();
            case QUERY_PARAMETER -> new FoldedText(key.landingParameters().getOrDefault(parameter, ""));
            case REFERRING_WEBSITE -> foldedReferrerHost();
            case REFERRER_PATH -> referrerPath();
            case CLICK_MARKER -> new FoldedText(String.join(" ", key.clickMarkers()));
            case CAMPAIGN_TYPE -> isMember() && !isOfProgram() ? medium : new FoldedText("");
            case CAMPAIGN_STATUS -> isMember() ? new FoldedText(key.status()) : new FoldedText("");
            case PROGRAM_CHANNEL -> isMember() && isOfProgram() ? medium : new FoldedText("");
            case ACTIVITY_TYPE -> key.kind() == KeyKind.CRM_ACTIVITY ? medium : new FoldedText("");
        };
    }

    private FoldedText foldedLandingHost() {
        @Nullable FoldedText known = landingHost;
        if (known == null) {
            known = new FoldedText(host(key.landingPage()));
            landingHost = known;
        }
        return known;
    }

    private FoldedText landingPath() {
        @Nullable FoldedText known = landingPath;
        if (known == null) {
            known = new FoldedText(path(key.landingPage()));
            landingPath = known;
        }
        return known;
    }

    private FoldedText foldedReferrerHost() {
        @Nullable FoldedText known = referrerHost;
        if (known == null) {
            known = new FoldedText(host(key.referrer()));
            referrerHost = known;
        }
        return known;
    }

    private FoldedText referrerPath() {
        @Nullable FoldedText known = referrerPath;
        if (known == null) {
            known = new FoldedText(path(key.referrer()));
            referrerPath = known;
        }
        return known;
    }

    private boolean isMember() {
        return key.kind() == KeyKind.CRM_CAMPAIGN;
    }

    private boolean isOfProgram() {
        return source().equals(MARKETO_PROGRAM);
    }

    /** True if the value passes; of click markers, if one of them does, and with none the empty text. */
    boolean passes(CellPattern pattern, RuleField field, String parameter) {
        if (field != RuleField.CLICK_MARKER || key.clickMarkers().isEmpty()) {
            return pattern.matches(value(field, parameter).text(), this);
        }
        for (String marker : key.clickMarkers()) {
            if (pattern.matches(marker, this)) {
                return true;
            }
        }
        return false;
    }

    /** What the key has that detectors know, see {@link Detector#signals}; nothing if it is no web session. */
    int signals() {
        return key.kind() == KeyKind.WEB_SESSION ? evidence().signals() : 0;
    }

    /** True if the detector says yes; it never does for a key that is no web session. */
    boolean isSeenBy(CellPattern.Detected detected) {
        long bit = 1L << detected.number();
        if ((asked & bit) == 0) {
            asked |= bit;
            if (key.kind() == KeyKind.WEB_SESSION && detected.detector().sees(evidence())) {
                seen |= bit;
            }
        }
        return (seen & bit) != 0;
    }

    /** All that a detector looked at; empty for a key that no detector sees. */
    String describeEvidence() {
        return key.kind() == KeyKind.WEB_SESSION ? evidence().describe() : "";
    }

    @Override
    public String campaign() {
        return campaign.text();
    }

    @Override
    public String medium() {
        return medium.text();
    }

    @Override
    public String source() {
        return source.text();
    }

    @Override
    public String referrerHost() {
        return foldedReferrerHost().text();
    }

    @Override
    public String landingHost() {
        return foldedLandingHost().text();
    }

    @Override
    public List<String> clickMarkers() {
        return key.clickMarkers();
    }

    private Evidence evidence() {
        @Nullable Evidence known = evidence;
        if (known == null) {
            known = Evidence.of(this, lists);
            evidence = known;
        }
        return known;
    }

    /** The host of a page as rules see it but not folded: without port and a leading {@code www.}. */
    static String host(String page) {
        int slash = page.indexOf('/');
        int end = slash < 0 ? page.length() : slash;
        int colon = page.indexOf(':', 0, end);
        end = colon < 0 ? end : colon;
        boolean www = end > WWW.length() && page.regionMatches(true, 0, WWW, 0, WWW.length());
        return page.substring(www ? WWW.length() : 0, end);
    }

    /** The path of a page with its first {@code /}; empty if there is none. */
    private static String path(String page) {
        int slash = page.indexOf('/');
        return slash < 0 ? "" : page.substring(slash);
    }
}
