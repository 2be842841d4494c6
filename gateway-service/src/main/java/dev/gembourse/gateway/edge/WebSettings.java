package dev.gembourse.gateway.edge;

import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.wire.Json;
import java.time.Instant;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of bodies is that of the published language; parameters become its values. */
@Configuration(proxyBeanMethods = false)
class WebSettings implements WebMvcConfigurer {

    @Bean
    JsonMapper jsonMapper() {
        return Json.STRICT;
    }

    /** The dispatcher does the same, and nothing before it asks for it. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
        FilterRegistrationBean<RequestContextFilter> none = new FilterRegistrationBean<>(new RequestContextFilter());
        none.setEnabled(false);
        return none;
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, AccountId.class, AccountId::of);
        registry.addConverter(String.class, OperationId.class, OperationId::of);
        registry.addConverter(String.class, StreamPosition.class, StreamPosition::of);
        registry.addConverter(String.class, PartnerName.class, PartnerName::new);
        registry.addConverter(String.class, Symbol.class, Symbol::new);
        registry.addConverter(String.class, Unit.class, Unit::new);
        registry.addConverter(String.class, Username.class, Username::new);
        registry.addConverter(String.class, Instant.class, Rfc3339::parse);
        registry.addConverter(String.class, CandleInterval.class, CandleInterval::of);
    }
}
