package dev.touchstone.mapping.classify;

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
    private @Nullable String campaign;
    private @Nullable String medium;
    private @Nullable String source;
    private @Nullable String landingPage;
    private @Nullable String landingHost;
    private @Nullable String landingPath;
    private @Nullable String referrer;
    private @Nullable String referrerHost;
    private @Nullable String referrerPath;
    private @Nullable Evidence evidence;
    /** One bit for every detector that was asked, by its number. */
    private long asked;
    /** One bit for every detector that said yes. */
    private long seen;

    FoldedKey(MappingKey key, DetectorLists lists) {
        this.key = key;
        this.lists = lists;
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
    String value(RuleField field, String parameter) {
        return switch (field) {
            case CAMPAIGN -> campaign();
            case MEDIUM -> medium();
            case SOURCE -> source();
            case LANDING_PAGE -> landingPage();
            case LANDING_HOST -> landingHost();
            case LANDING_PATH -> landingPath();
            case QUERY_PARAMETER -> CaseFold.fold(key.landingParameters().getOrDefault(parameter, ""));
            case REFERRING_WEBSITE -> referrerHost();
            case REFERRER_PATH -> referrerPath();
            case CLICK_MARKER -> String.join(" ", key.clickMarkers());
            case CAMPAIGN_TYPE -> isMember() && !isOfProgram() ? medium() : "";
            case CAMPAIGN_STATUS -> isMember() ? CaseFold.fold(key.status()) : "";
            case PROGRAM_CHANNEL -> isMember() && isOfProgram() ? medium() : "";
            case ACTIVITY_TYPE -> key.kind() == KeyKind.CRM_ACTIVITY ? medium() : "";
        };
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
            return pattern.matches(value(field, parameter), this);
        }
        for (String marker : key.clickMarkers()) {
            if (pattern.matches(marker, this)) {
                return true;
            }
        }
        return false;
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
        @Nullable String known = campaign;
        if (known == null) {
            known = CaseFold.fold(key.campaign());
            campaign = known;
        }
        return known;
    }

    @Override
    public String medium() {
        @Nullable String known = medium;
        if (known == null) {
            known = CaseFold.fold(key.medium());
            medium = known;
        }
        return known;
    }

    @Override
    public String source() {
        @Nullable String known = source;
        if (known == null) {
            known = CaseFold.fold(key.source());
            source = known;
        }
        return known;
    }

    private String landingPage() {
        @Nullable String known = landingPage;
        if (known == null) {
            known = CaseFold.fold(key.landingPage());
            landingPage = known;
        }
        return known;
    }

    private String landingPath() {
        @Nullable String known = landingPath;
        if (known == null) {
            known = path(landingPage());
            landingPath = known;
        }
        return known;
    }

    private String referrer() {
        @Nullable String known = referrer;
        if (known == null) {
            known = CaseFold.fold(key.referrer());
            referrer = known;
        }
        return known;
    }

    @Override
    public String referrerHost() {
        @Nullable String known = referrerHost;
        if (known == null) {
            known = host(key.referrer());
            referrerHost = known;
        }
        return known;
    }

    private String referrerPath() {
        @Nullable String known = referrerPath;
        if (known == null) {
            known = path(referrer());
            referrerPath = known;
        }
        return known;
    }

    @Override
    public String landingHost() {
        @Nullable String known = landingHost;
        if (known == null) {
            known = host(key.landingPage());
            landingHost = known;
        }
        return known;
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

    /** The host of a page as rules see it: folded, without port and a leading {@code www.}. */
    static String host(String page) {
        int end = 0;
        while (end < page.length() && page.charAt(end) != '/' && page.charAt(end) != ':') {
            end++;
        }
        String host = CaseFold.fold(page.substring(0, end));
        return host.startsWith(WWW) && host.length() > WWW.length() ? host.substring(WWW.length()) : host;
    }

    /** The path of a page with its first {@code /}; empty if there is none. */
    private static String path(String page) {
        int slash = page.indexOf('/');
        return slash < 0 ? "" : page.substring(slash);
    }
}
