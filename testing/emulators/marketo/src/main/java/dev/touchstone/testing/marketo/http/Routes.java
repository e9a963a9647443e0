package dev.touchstone.testing.marketo.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of end points. A place in a path is written {@code {name}} and holds anything but a slash. */
public final class Routes {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private final List<Route> routes = new ArrayList<>();

    private record Route(String method, Pattern path, List<String> places, Endpoint endpoint) {}

    /** Adds an end point. */
    public Routes add(String method, String path, Endpoint endpoint) {
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
        routes.add(new Route(method, Pattern.compile(pattern.toString()), List.copyOf(places), endpoint));
        return this;
    }

    /**
     * Carries a call out.
     *
     * @throws ApiRefusal 610 for an unknown path, 605 for a known one with another method, and whatever the end point refuses
     */
    public Reply answer(Request request) throws ApiRefusal {
        boolean known = false;
        for (Route route : routes) {
            Matcher matcher = route.path().matcher(request.path());
            if (matcher.matches()) {
                known = true;
                if (route.method().equals(request.method())) {
                    return route.endpoint().answer(request.with(variables(route, matcher)));
                }
            }
        }
        throw new ApiRefusal(known ? "605" : "610");
    }

    private static Map<String, String> variables(Route route, Matcher matcher) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < route.places().size(); i++) {
            variables.put(route.places().get(i), matcher.group(i + 1));
        }
        return variables;
    }
}
