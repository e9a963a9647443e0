package dev.touchstone.testing.emulator.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of end points. A place in a path is written {@code {name}} and holds anything but a slash.
 *
 * @param <E> what an end point is
 */
public final class Routes<E> {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private final List<Route<E>> routes = new ArrayList<>();

    private record Route<E>(String method, Pattern path, List<String> places, E endpoint) {}

    /** Where a call goes. */
    public sealed interface Found<E> {
        /** To this end point, the places of its path filled in the request. */
        record Match<E>(E endpoint, Request request) implements Found<E> {}

        /** The path is known with another method only. */
        record WrongMethod<E>() implements Found<E> {}

        /** There is no such path. */
        record Unknown<E>() implements Found<E> {}
    }

    /** Adds an end point. */
    public Routes<E> add(String method, String path, E endpoint) {
        List<String> places = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        Matcher place = PLACE.matcher(path);
        int end = 0;
        while (place.find()) {
            pattern.append(Pattern.quote(path.substring(end, place.start()))).append("([^/]+?)");
            places.add(place.group(1));
            end = place.end();
        }
        pattern.append(Pattern.quote(path.substring(end)));
        routes.add(new Route<>(method, Pattern.compile(pattern.toString()), List.copyOf(places), endpoint));
        return this;
    }

    /** The first end point for a call, in the order in which they were added. */
    public Found<E> find(Request request) {
        boolean known = false;
        for (Route<E> route : routes) {
            Matcher matcher = route.path().matcher(request.path());
            if (matcher.matches()) {
                known = true;
                if (route.method().equals(request.method())) {
                    return new Found.Match<>(route.endpoint(), request.with(variables(route, matcher)));
                }
            }
        }
        return known ? new Found.WrongMethod<>() : new Found.Unknown<>();
    }

    private static Map<String, String> variables(Route<?> route, Matcher matcher) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < route.places().size(); i++) {
            variables.put(route.places().get(i), matcher.group(i + 1));
        }
        return variables;
    }
}
