package dev.gembourse.gateway.edge;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * How much memory Tomcat holds for each request under way. Requests and answers of a single trade are smaller than this, and a
 * thousand clients may wait at a time: with Tomcat's own 8 KB each that is 90 KB per request, with these and 4 KB for the headers of
 * answers (application.yaml) the sum of all buffers is 70.
 */
@Component
class ServerBuffers implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.appReadBufSize", "2048");
            connector.setProperty("socket.appWriteBufSize", "4096");
        });
    }
}
