package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.ExplanationText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.mapping.v1.ExplainRequest;
import dev.touchstone.mapping.v1.ExplainResponse;
import dev.touchstone.mapping.v1.LandingParameter;
import dev.touchstone.mapping.v1.MappingKey;
import dev.touchstone.mapping.v1.MappingKeyKind;
import dev.touchstone.mapping.v1.MappingServiceGrpc;
import dev.touchstone.mapping.v1.RuleSetReference;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts something into its channel without storing anything. */
@Command(name = "classify", description = "Say which channel something would be in, and why; nothing is stored.")
public final class ClassifyCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--kind", description = "What it is: ${COMPLETION-CANDIDATES}; web-session if not given.")
    private Kind kind = Kind.WEB_SESSION;

    @Option(names = "--campaign", paramLabel = "TEXT", description = "utm_campaign, or name of the campaign.")
    private String campaign = "";

    @Option(names = "--medium", paramLabel = "TEXT", description = "utm_medium, or type of the campaign or activity.")
    private String medium = "";

    @Option(names = "--source", paramLabel = "TEXT", description = "utm_source.")
    private String source = "";

    @Option(names = "--landing-page", paramLabel = "URL", description = "First page of the session.")
    private String landingPage = "";

    @Option(names = "--referrer", paramLabel = "URL", description = "External page it came from.")
    private String referrer = "";

    @Option(
            names = "--click-marker",
            paramLabel = "NAME",
            description = "Name of an ad-click parameter (gclid, msclkid ...); may be given several times.")
    private List<String> clickMarkers = List.of();

    @Option(
            names = "--by",
            paramLabel = "RULES",
            converter = RuleSets.ReferenceOption.class,
            description = "A version or a draft to classify by; the active version if not given.")
    private @Nullable RuleSetReference by;

    @Option(names = "--status", paramLabel = "TEXT", description = "Status of a member of a campaign.")
    private String status = "";

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A query parameter of the landing page; may be given several times.")
    private Map<String, String> parameters = Map.of();

    @Option(names = "--all-rows", description = "List every rule row that did not match.")
    private boolean allRows;

    public ClassifyCommand(Context context) {
        this.context = context;
    }

    /** What a key was made from. */
    enum Kind {
        WEB_SESSION(MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION),
        CAMPAIGN(MappingKeyKind.MAPPING_KEY_KIND_CRM_CAMPAIGN),
        ACTIVITY(MappingKeyKind.MAPPING_KEY_KIND_CRM_ACTIVITY);

        private final MappingKeyKind contract;

        Kind(MappingKeyKind contract) {
            this.contract = contract;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public Integer call() {
        TreeSet<String> markers = new TreeSet<>();
        clickMarkers.forEach(marker -> markers.add(marker.toLowerCase(Locale.ROOT)));
        MappingKey key = MappingKey.newBuilder()
                .setKind(kind.contract)
                .setCampaign(campaign)
                .setMedium(medium)
                .setSource(source)
                .setLandingPage(page(landingPage))
                .setReferrer(page(referrer))
                .addAllClickMarkers(markers)
                .setStatus(status)
                .addAllLandingParameters(landingParameters())
                .build();
        ExplainRequest.Builder asked = ExplainRequest.newBuilder().setMappingKey(key);
        if (by != null) {
            asked.setRuleSet(by);
        }
        ExplainRequest request = asked.build();
        ExplainResponse answer = context.services()
                .call(
                        Remote.MAPPING,
                        channel -> MappingServiceGrpc.newBlockingStub(channel).explain(request));
        int width = context.terminal().outWidth();
        return context.show(answer, () -> ExplanationText.channel(answer, width, allRows));
    }

    private List<LandingParameter> landingParameters() {
        TreeMap<String, String> sorted = new TreeMap<>();
        parameters.forEach((name, value) -> sorted.put(name.toLowerCase(Locale.ROOT), value));
        return sorted.entrySet().stream()
                .map(parameter -> LandingParameter.newBuilder()
                        .setName(parameter.getKey())
                        .setValue(parameter.getValue())
                        .build())
                .toList();
    }

    /** An address as a key holds it: host in lower case and path, without scheme, query and fragment. */
    static String page(String url) {
        int scheme = url.indexOf("://");
        String rest = scheme < 0 ? url : url.substring(scheme + 3);
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '?' && rest.charAt(end) != '#') {
            end++;
        }
        int path = rest.indexOf('/');
        int hostEnd = path < 0 || path > end ? end : path;
        return rest.substring(0, hostEnd).toLowerCase(Locale.ROOT) + rest.substring(hostEnd, end);
    }
}
