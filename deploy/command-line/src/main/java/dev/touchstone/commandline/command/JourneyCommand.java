package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.JourneyText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.touchpoint.v1.GetJourneyRequest;
import dev.touchstone.touchpoint.v1.GetJourneyResponse;
import dev.touchstone.touchpoint.v1.TouchpointServiceGrpc;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows everything that is known of one person. */
@Command(name = "journey", description = "Show a person's touchpoints as a timeline.")
public final class JourneyCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "EMAIL", description = "The person's e-mail address, or the person's id.")
    private String person = "";

    public JourneyCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        GetJourneyRequest.Builder request = GetJourneyRequest.newBuilder();
        if (person.indexOf('@') < 0) {
            request.setPersonId(person);
        } else {
            request.setEmail(person);
        }
        GetJourneyResponse answer = context.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel ->
                                TouchpointServiceGrpc.newBlockingStub(channel).getJourney(request.build()));
        return context.show(
                answer, () -> JourneyText.timeline(answer, context.terminal().outWidth()));
    }
}
