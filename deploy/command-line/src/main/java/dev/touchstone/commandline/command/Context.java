package dev.touchstone.commandline.command;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.touchstone.commandline.endpoint.Endpoints;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.commandline.terminal.Terminal;
import java.util.function.Supplier;

/** What a command works with: the services, the terminal, and the form of the answer. */
public interface Context {
    /** Exit code of a command that did what it was asked. */
    int OK = 0;

    /** Exit code of a command that was refused or failed. */
    int FAILED = 1;

    /** The services that the options name. */
    Services services();

    /** Where the management ports of the services are, unless an option of the command says it. */
    Endpoints management();

    /** Where to write. */
    Terminal terminal();

    /** Whether the answer is wanted as JSON. */
    boolean json();

    /**
     * Writes an answer: the message as one JSON document, or the text.
     *
     * @return {@link #OK}
     */
    default int show(Message answer, Supplier<String> text) {
        if (json()) {
            terminal().out().println(json(answer, JsonFormat.printer()));
        } else {
            terminal().out().print(text.get());
        }
        terminal().out().flush();
        return OK;
    }

    /** A message in the JSON form of its contract, fields without value left out. */
    static String json(Message message, JsonFormat.Printer printer) {
        try {
            return printer.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the contracts hold no Any, so every message has a JSON form", e);
        }
    }
}
