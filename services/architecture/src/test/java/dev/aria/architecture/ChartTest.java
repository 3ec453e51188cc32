package dev.aria.architecture;

import static dev.aria.architecture.ChartValues.DEFAULTS;
import static dev.aria.architecture.ChartValues.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The Helm chart {@code infra/helm/aria} as Helm renders it: objects that Kubernetes takes. */
final class ChartTest {
  @Test
  void lint_ofTheChart_findsNothing() {
    LintResult result = new Helm(ChartValues.chart()).lint().strict().call();

    assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
  }

  @Test
  void versions_ofTheChart_areThoseOfTheProject() {
    Matcher project =
        Pattern.compile("<version>([^<]+)</version>")
            .matcher(SourceTree.text(SourceTree.here().root().resolve("pom.xml")));
    assertThat(project.find()).isTrue();

    JsonNode written = YamlTrees.file(ChartValues.chart().resolve("Chart.yaml"));

    assertThat(written.path("appVersion").asText()).isEqualTo(project.group(1));
    assertThat(project.group(1)).startsWith(written.path("version").asText());
  }

  @Test
  void objects_byDefault_areTheFourServices() {
    assertThat(DEFAULTS.rendered().names())
        .containsExactlyInAnyOrder(
            "v1 ConfigMap demo-aria",
            "apps/v1 Deployment demo-aria-prompt-streamer",
            "apps/v1 Deployment demo-aria-teacher-pool",
            "apps/v1 StatefulSet demo-aria-student-trainer",
            "apps/v1 Deployment demo-aria-allocator",
            "v1 Service demo-aria-prompt-streamer",
            "v1 Service demo-aria-teacher-pool",
            "v1 Service demo-aria-student-trainer",
            "v1 Service demo-aria-allocator",
            "policy/v1 PodDisruptionBudget demo-aria-teacher-pool",
            "policy/v1 PodDisruptionBudget demo-aria-student-trainer",
            "policy/v1 PodDisruptionBudget demo-aria-allocator");
  }

  @Test
  void objects_withEverythingOn_areConsoleCorpusAndScalingAsWell() {
    List<String> more = new ArrayList<>(EVERYTHING.rendered().names());
    more.removeAll(DEFAULTS.rendered().names());

    assertThat(more)
        .containsExactlyInAnyOrder(
            "apps/v1 Deployment demo-aria-console",
            "v1 Service demo-aria-console",
            "batch/v1 Job demo-aria-corpus",
            "keda.sh/v1alpha1 ScaledObject demo-aria-teacher-pool",
            "keda.sh/v1alpha1 TriggerAuthentication demo-aria-teacher-pool");
  }

  @ParameterizedTest
  @EnumSource
  void objects_ofKubernetes_fitItsTypes(ChartValues values) {
    List<String> mistakes =
        values.rendered().documents().stream()
            .filter(document -> !document.path("apiVersion").asText().startsWith("keda.sh/"))
            .flatMap(document -> KubernetesModels.mistake(document).stream())
            .toList();

    assertThat(mistakes).isEmpty();
  }

  /** So that the check above cannot rot unnoticed. */
  @Test
  void types_ofKubernetes_refuseAFieldThatTheyDoNotHave() {
    JsonNode service =
        YamlTrees.documents("{apiVersion: v1, kind: Service, spec: {selectors: {}}}").get(0);

    assertThat(KubernetesModels.mistake(service).orElse("none")).contains("selectors");
  }

  @ParameterizedTest
  @EnumSource
  void selectors_ofEveryObject_meetThePodsOfOneWorkload(ChartValues values) {
    RenderedChart rendered = values.rendered();

    rendered
        .workloads()
        .forEach(
            workload -> {
              JsonNode selector = workload.at("/spec/selector/matchLabels");
              if (!workload.path("kind").asText().equals("Job")) {
                assertThat(selected(rendered, selector))
                    .containsExactly(RenderedChart.name(workload));
              }
            });
    rendered
        .ofKind("Service")
        .forEach(
            service ->
                assertThat(selected(rendered, service.at("/spec/selector")))
                    .containsExactly(RenderedChart.name(service)));
    rendered
        .ofKind("PodDisruptionBudget")
        .forEach(
            budget ->
                assertThat(selected(rendered, budget.at("/spec/selector/matchLabels")))
                    .containsExactly(RenderedChart.name(budget)));
  }

  @ParameterizedTest
  @EnumSource
  void ports_ofEveryService_arePortsOfItsPods(ChartValues values) {
    RenderedChart rendered = values.rendered();

    rendered
        .ofKind("Service")
        .forEach(
            service -> {
              JsonNode workload =
                  rendered.workloads().stream()
                      .filter(one -> RenderedChart.name(one).equals(RenderedChart.name(service)))
                      .findFirst()
                      .orElseThrow();
              assertThat(service.at("/spec/ports/0/targetPort"))
                  .isEqualTo(RenderedChart.container(workload).at("/ports/0/name"));
            });
  }

  @ParameterizedTest
  @EnumSource
  void mounts_ofEveryContainer_haveTheirVolumeAndAPathOfTheirOwn(ChartValues values) {
    for (JsonNode workload : values.rendered().workloads()) {
      Set<String> volumes = new HashSet<>();
      RenderedChart.pod(workload)
          .path("volumes")
          .forEach(one -> volumes.add(one.path("name").asText()));
      workload
          .at("/spec/volumeClaimTemplates")
          .forEach(one -> volumes.add(one.at("/metadata/name").asText()));
      List<String> paths = new ArrayList<>();
      Set<String> mounted = new HashSet<>();

      RenderedChart.container(workload)
          .path("volumeMounts")
          .forEach(
              mount -> {
                mounted.add(mount.path("name").asText());
                paths.add(mount.path("mountPath").asText());
              });

      assertThat(mounted).as(RenderedChart.name(workload)).isEqualTo(volumes);
      assertThat(paths).doesNotHaveDuplicates().contains("/data", "/home/aria", "/tmp");
    }
  }

  /** Helm's library does not show hooks, so that the text is looked at. */
  @Test
  void corpus_isLoadedByTheInstallationAlone() {
    String template = SourceTree.text(ChartValues.chart().resolve("templates/corpus.yaml"));

    assertThat(template)
        .contains("helm.sh/hook: post-install\n")
        .contains("helm.sh/hook-delete-policy: before-hook-creation\n");
    assertThat(
            EVERYTHING.rendered().the("Job", "demo-aria-corpus").at("/spec/backoffLimit").asInt(1))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "run.name, a.b, run.name",
    "kafka.security.protocol, SASL_SSL, kafka.security.existingSecret",
    "kafka.security.existingSecret, kafka-user, kafka.security.protocol",
    "kafka.bootstrapServers, '', kafka.bootstrapServers"
  })
  void values_thatAriaWouldRefuse_areRefused(String key, String value, String named) {
    assertThatThrownBy(
            () -> RenderedChart.of(ChartValues.chart(), Optional.empty(), Map.of(key, value)))
        .hasMessageContaining(named);
  }

  @Test
  void scaling_toNoTeacher_isRefused() {
    Map<String, String> values =
        Map.of(
            "teacherPool.autoscaling.enabled", "true",
            "teacherPool.autoscaling.minReplicas", "0");

    assertThatThrownBy(() -> RenderedChart.of(ChartValues.chart(), Optional.empty(), values))
        .hasMessageContaining("minReplicas must be at least 1");
  }

  @Test
  void notes_nameWhatIsWaitedFor() {
    assertThat(DEFAULTS.notes()).contains("aria-problem", "'emoji'");
    assertThat(EVERYTHING.notes())
        .contains("port-forward service/demo-aria-console", "aria-own-run_2-teachers");
  }

  private static List<String> selected(RenderedChart rendered, JsonNode selector) {
    assertThat(selector.size()).isPositive();
    return rendered.workloads().stream()
        .filter(
            workload -> {
              JsonNode labels = workload.at("/spec/template/metadata/labels");
              return selector.properties().stream()
                  .allMatch(label -> labels.path(label.getKey()).equals(label.getValue()));
            })
        .map(RenderedChart::name)
        .toList();
  }
}
