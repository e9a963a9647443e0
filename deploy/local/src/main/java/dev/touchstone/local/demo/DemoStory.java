package dev.touchstone.local.demo;

import dev.touchstone.commandline.render.ExplanationText;
import dev.touchstone.commandline.render.JourneyText;
import dev.touchstone.commandline.render.TouchpointText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.commandline.terminal.Terminal;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.ExplainTouchpointRequest;
import dev.touchstone.touchpoint.v1.ExplainTouchpointResponse;
import dev.touchstone.touchpoint.v1.GetJourneyRequest;
import dev.touchstone.touchpoint.v1.GetJourneyResponse;
import dev.touchstone.touchpoint.v1.ListTouchpointsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointsResponse;
import dev.touchstone.touchpoint.v1.SummarizeTouchpointsRequest;
import dev.touchstone.touchpoint.v1.SummarizeTouchpointsResponse;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.TouchpointScope;
import dev.touchstone.touchpoint.v1.TouchpointServiceGrpc;
import dev.touchstone.touchpoint.v1.TouchpointType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells what came of the sample organisation: the answers to the three questions, with one proof. */
public final class DemoStory {
    private static final int PAGE = 1_000;
    private static final int READABLE = 12;

    private final Services services;
    private final Terminal terminal;

    public DemoStory(Services services, Terminal terminal) {
        this.services = services;
        this.terminal = terminal;
    }

    /** Writes the story. */
    public void tell() {
        int width = terminal.outWidth();
        SummarizeTouchpointsResponse summary = summary(TouchpointScope.TOUCHPOINT_SCOPE_USER);
        SummarizeTouchpointsResponse buyer = summary(TouchpointScope.TOUCHPOINT_SCOPE_BUYER);
        section(
                "Touchpoints by channel",
                TouchpointText.summary(summary, width) + Words.number(buyer.getTotalTouchpointCount())
                        + " of them are buyer touchpoints; the others are visits without milestone, or of people"
                        + " the CRM does not know.\n");
        GetJourneyResponse journey = journey(choose(touchpoints()));
        section("One person's journey", JourneyText.timeline(journey, width));
        section(
                "Why does this touchpoint exist, and why is it in this channel?",
                ExplanationText.touchpoint(explain(worthExplaining(journey.getTouchpointsList())), width, false));
        section("Sales data", new SalesStory(services).text(width));
        terminal.out().flush();
    }

    private void section(String title, String text) {
        terminal.out().println();
        terminal.out().println(terminal.bold(title));
        terminal.out().println();
        terminal.out().print(text);
    }

    private SummarizeTouchpointsResponse summary(TouchpointScope scope) {
        SummarizeTouchpointsRequest request =
                SummarizeTouchpointsRequest.newBuilder().setScope(scope).build();
        return services.call(
                Remote.TOUCHPOINT,
                channel -> TouchpointServiceGrpc.newBlockingStub(channel).summarizeTouchpoints(request));
    }

    private List<Touchpoint> touchpoints() {
        List<Touchpoint> all = new ArrayList<>();
        ListTouchpointsRequest.Builder request =
                ListTouchpointsRequest.newBuilder().setPageSize(PAGE);
        do {
            ListTouchpointsResponse page = services.call(
                    Remote.TOUCHPOINT,
                    channel -> TouchpointServiceGrpc.newBlockingStub(channel).listTouchpoints(request.build()));
            all.addAll(page.getTouchpointsList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        if (all.isEmpty()) {
            throw new CommandFailed("the sample organisation made no touchpoints");
        }
        return all;
    }

    /** The person with the most kinds of touchpoints and the longest journey that is still readable. */
    static String choose(List<Touchpoint> touchpoints) {
        Map<String, List<Touchpoint>> byPerson = touchpoints.stream()
                .collect(Collectors.groupingBy(Touchpoint::getEmail, TreeMap::new, Collectors.toList()));
        Comparator<Map.Entry<String, List<Touchpoint>>> best = Comparator.comparingLong(entry ->
                entry.getValue().stream().map(Touchpoint::getType).distinct().count());
        return byPerson.entrySet().stream()
                .max(best.thenComparingInt(
                                entry -> -Math.abs(READABLE - entry.getValue().size()))
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    /** A web touchpoint that surfaces and that an advertisement or a campaign link earned tells most; else the first. */
    static Touchpoint worthExplaining(List<Touchpoint> touchpoints) {
        return touchpoints.stream()
                .filter(touchpoint -> touchpoint.getType() == TouchpointType.TOUCHPOINT_TYPE_WEB_FORM
                        || touchpoint.getType() == TouchpointType.TOUCHPOINT_TYPE_WEB_VISIT)
                .max(Comparator.comparingInt((Touchpoint touchpoint) ->
                                touchpoint.getAdCampaignName().isEmpty() ? 0 : 1)
                        .thenComparingInt(touchpoint -> touchpoint.getPositionsCount() == 0 ? 0 : 1)
                        .thenComparingInt(
                                touchpoint -> touchpoint.getReferrerPage().isEmpty() ? 0 : 1)
                        .thenComparing(Touchpoint::getTouchpointId))
                .orElse(touchpoints.get(0));
    }

    private GetJourneyResponse journey(String email) {
        GetJourneyRequest request =
                GetJourneyRequest.newBuilder().setEmail(email).build();
        return services.call(
                Remote.TOUCHPOINT,
                channel -> TouchpointServiceGrpc.newBlockingStub(channel).getJourney(request));
    }

    private ExplainTouchpointResponse explain(Touchpoint touchpoint) {
        ExplainTouchpointRequest request = ExplainTouchpointRequest.newBuilder()
                .setTouchpointId(touchpoint.getTouchpointId())
                .build();
        return services.call(
                Remote.TOUCHPOINT,
                channel -> TouchpointServiceGrpc.newBlockingStub(channel).explainTouchpoint(request));
    }
}
