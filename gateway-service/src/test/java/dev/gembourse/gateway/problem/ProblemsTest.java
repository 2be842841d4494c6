package dev.gembourse.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ProblemsTest {

    @Test
    void theErrorPageNamesTheRequestThatWentWrong() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/error");
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, "/v1/assets");

        Problem problem = Problems.document(ProblemException.of(ProblemCode.INTERNAL_ERROR), request);

        assertThat(problem.instance()).isEqualTo("/v1/assets");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 408, 413, 414, 429, 431, 500, 501, 503, 505})
    void aStatusOfTheContainerIsThatOfTheProblem(int status) {
        ProblemException problem = ProblemAdvice.ofStatus(status);

        assertThat(problem.status().value()).isEqualTo(status);
        assertThat(Problem.of(problem, "", "").status()).isEqualTo(status);
    }
}
