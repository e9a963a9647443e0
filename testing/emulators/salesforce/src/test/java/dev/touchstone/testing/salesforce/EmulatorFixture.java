package dev.touchstone.testing.salesforce;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An emulator for each test, and a client that is logged in. */
abstract class EmulatorFixture {
    SalesforceEmulator emulator;
    EmulatorClient client;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        start(EmulatorConfig.defaults());
    }

    void start(EmulatorConfig config) throws IOException, InterruptedException {
        stop();
        emulator = SalesforceEmulator.start(config);
        client = new EmulatorClient(emulator);
        client.logIn();
    }

    @AfterEach
    void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }
}
