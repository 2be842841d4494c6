package dev.gembourse.gateway.edge;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which web pages of other origins may use the API. Browsers send no credentials by themselves here, so each page needs a token.
 *
 * @param origins as in {@code https://play.example}; none unless somebody names them, and never all
 */
@ConfigurationProperties("gembourse.gateway.cors")
record CrossOriginSettings(@DefaultValue List<String> origins) {

    private static final String ORIGIN = "https?://[a-z0-9.-]+(:[0-9]{1,5})?";

    CrossOriginSettings {
        origins = List.copyOf(origins);
        origins.forEach(origin -> {
            if (!origin.matches(ORIGIN)) {
                throw new IllegalArgumentException(
                        "expected gembourse.gateway.cors.origins to be like https://play.example but got " + origin);
            }
        });
    }
}
