package dev.touchstone.testing.marketo.activity;

import dev.touchstone.testing.marketo.http.ApiRefusal;
import java.time.Duration;
import java.time.Instant;

/** How the feeds behave: the shape of their pages, and the life of their tokens. Thread-safe. */
public final class Feeds {
    private int scan = Integer.MAX_VALUE;
    private int emptyPages;
    private int filler;
    private boolean withoutIds;
    private boolean withoutGuids;
    private Duration tokenLife = Duration.ofDays(3650);
    private Instant refusedUntil = Instant.MIN;
    private String refusal = "610";

    /** A page looks at so many entries of the log only, so that it may be short or empty although there is more. */
    public synchronized void scan(int entries) {
        scan = entries;
    }

    /** So many pages are empty, say that there is more, and give another token. */
    public synchronized void emptyPages(int count) {
        emptyPages = count;
    }

    /** Tokens are longer by so many characters. */
    public synchronized void fillTokens(int characters) {
        filler = characters;
    }

    /** Entries have no integer {@code id}, only their {@code marketoGUID}. */
    public synchronized void withoutIds(boolean omitted) {
        withoutIds = omitted;
    }

    /** Entries have no {@code marketoGUID}, and an integer {@code id} that all of them share. */
    public synchronized void withoutGuids(boolean omitted) {
        withoutGuids = omitted;
    }

    /** Tokens are refused with 610 when they are older than this. */
    public synchronized void tokensLive(Duration life) {
        tokenLife = life;
    }

    /** Tokens that were issued until now are refused with this code. */
    public synchronized void refuseTokens(Instant now, String code) {
        refusedUntil = now;
        refusal = code;
    }

    /** As at the start. */
    public synchronized void reset() {
        scan = Integer.MAX_VALUE;
        emptyPages = 0;
        filler = 0;
        withoutIds = false;
        withoutGuids = false;
        tokenLife = Duration.ofDays(3650);
        refusedUntil = Instant.MIN;
        refusal = "610";
    }

    synchronized int scan() {
        return scan;
    }

    synchronized boolean nextIsEmpty() {
        if (emptyPages == 0) {
            return false;
        }
        emptyPages--;
        return true;
    }

    synchronized int filler() {
        return filler;
    }

    synchronized boolean withoutIds() {
        return withoutIds;
    }

    synchronized boolean withoutGuids() {
        return withoutGuids;
    }

    synchronized Position check(String token, Instant now) throws ApiRefusal {
        Position.Token read = Position.Token.parse(token);
        if (!read.issued().isAfter(refusedUntil)) {
            throw new ApiRefusal(refusal, "The paging token is no longer valid");
        }
        if (read.issued().plus(tokenLife).isBefore(now)) {
            throw new ApiRefusal("610", "The paging token has expired");
        }
        return read.position();
    }
}
