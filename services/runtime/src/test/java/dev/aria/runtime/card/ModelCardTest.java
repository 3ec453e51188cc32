package dev.aria.runtime.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.Config;
import dev.aria.runtime.boot.AriaVersion;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

final class ModelCardTest {
  private static final CardSettings NOTHING = new CardSettings("", "", "", List.of(), "", "");
  private static final CardSettings TOLD =
      new CardSettings(
          "openrail++",
          "org/big-model",
          "CreativeML",
          List.of("org/pictures", "org/captions"),
          "CC-BY 4.0 | mixed",
          "");
  private static final RunSettings RUN =
      Settings.load(
              "-Daria.run.name=fox",
              "-Daria.run.steps=800",
              "-Daria.run.shards=4",
              "-Daria.run.micro-batch=8",
              "-Daria.run.max-in-flight=64",
              "-Daria.run.paths.share=0.25",
              "-Daria.run.conditioning.null-probability=0.1",
              "-Daria.run.conditioning.swap=constant",
              "-Daria.run.conditioning.swap-parameter=0",
              "-Daria.run.allocation.scope=paths")
          .run();

  @TempDir private Path folder;

  @Test
  void frontMatter_ofARunWhoseOwnerTells_isYamlWithTheRunsFacts() {
    Map<String, Object> yaml = frontMatter(facts(TOLD, model("text", "sd15")));

    assertThat(yaml)
        .containsEntry("license", "openrail++")
        .containsEntry("library_name", "pytorch")
        .containsEntry("pipeline_tag", "text-to-image")
        .containsEntry("base_model", "org/big-model")
        .containsEntry("datasets", List.of("org/pictures", "org/captions"))
        .containsEntry(
            "aria",
            Map.of(
                "version",
                AriaVersion.NUMBER,
                "run",
                "fox",
                "student",
                "small",
                "sha256",
                model("text", "sd15").sha256(),
                "steps",
                300,
                "samples",
                300 * 32,
                "teacher_passes",
                12_345));
    assertThat(yaml.get("tags"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains("diffusion", "knowledge-distillation");
  }

  @Test
  void card_ofWhatNobodyTells_inventsNothing() {
    CardFacts facts = facts(NOTHING, model("vector", "unet"));

    Map<String, Object> yaml = frontMatter(facts);

    assertThat(yaml).containsEntry("license", "unknown");
    assertThat(yaml).doesNotContainKeys("base_model", "datasets", "pipeline_tag");
    assertThat(text(facts))
        .contains(
            "| this model | unknown; `aria.model-card.license` tells it |",
            "| teacher | unknown; `aria.model-card.base-model-license` tells it |",
            "| prompts and pictures | unknown; `aria.model-card.data-license` tells it |");
  }

  @Test
  void baseModel_teacherWhoseNameIsOneOfTheHub_isThat() {
    assertThat(frontMatter(facts(NOTHING, model("text", "org/sd15"))))
        .containsEntry("base_model", "org/sd15");
  }

  @Test
  void card_ofARun_tellsBranchesThatAddUpAndWhatWasMeasured() {
    String text = text(facts(TOLD, model("text", "sd15")));

    assertThat(text)
        .contains(
            "| path draws | 25.0 % |",
            "| null draws | 10.0 % |",
            "| paired draws | 65.0 % |",
            "| swapped draws | 0.0 % |",
            "| policy | aria |",
            "| steers | paths |",
            "| steps | 300 of 800 |",
            "| teacher passes | 12345 |",
            "| held-out-macro | 0.25000 |",
            "| prompts and pictures | CC-BY 4.0 \\| mixed |",
            "torch.jit.load(\"small.pt\")",
            "x (N, 4, 8, 8) float32, t (N) int64 in [0, 1000), cond (N, 77, 32) float32");
  }

  @Test
  void use_ofANetworkOfDiffusers_namesItsClassAndPlace() {
    CardFacts facts = facts(TOLD, model("text", "sd15"));

    assertThat(new ModelCard(facts, CardUse.DIFFUSERS).toString())
        .contains(
            "library_name: \"diffusers\"",
            "UNet2DConditionModel.from_pretrained(\"FOLDER\")",
            "DiffusionPipeline.from_pretrained(\"org/big-model\", unet=student)");
  }

  @Test
  void write_overItsOwnCard_replacesItAndOverSomebodysTextDoesNot() throws Exception {
    CardFile file = new CardFile(folder);
    ModelCard card = new ModelCard(facts(TOLD, model("text", "sd15")), CardUse.TORCHSCRIPT);
    assertThat(file.steps()).isEmpty();

    assertThat(file.write(card)).isTrue();
    assertThat(file.write(card)).isTrue();
    assertThat(file.steps()).hasValue(300);
    assertThat(file.teacherPasses()).hasValue(12_345);

    String edited = Files.readString(file.path()).replace(CardFile.MARK + "\n", "My words.\n");
    Files.writeString(file.path(), edited);
    assertThat(file.write(card)).isFalse();
    assertThat(file.path()).hasContent(edited);
  }

  @Test
  void settings_thatCannotStandInACard_areRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CardSettings.of(config("license", "My Licence")))
        .withMessageContaining("aria.model-card.license is 'My Licence'")
        .withMessageContaining("apache-2.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CardSettings.of(config("datasets", "a/b, c d")))
        .withMessageContaining("aria.model-card.datasets is 'c d'");
    assertThat(CardSettings.of(config("datasets", "a/b, c/d")).datasets())
        .containsExactly("a/b", "c/d");
  }

  private static Config config(String key, String value) {
    return Settings.load("-Daria.model-card.%s=%s".formatted(key, value)).config();
  }

  private static CardFacts facts(CardSettings told, CardModel teacher) {
    return new CardFacts(
        "small",
        teacher,
        teacher,
        RUN,
        told,
        OptionalLong.of(300),
        OptionalLong.of(12_345),
        Map.of("name", "animals", "prompts", "200"),
        Map.of("pairs", "24"),
        Map.of("held-out-macro", 0.25));
  }

  /** As descriptors have it: of texts the network reads other shapes than travel. */
  private static CardModel model(String conditions, String name) {
    return CardModel.parse(
        """
        {"name": "%s", "family": "torchscript", "architecture": {"class": "UNet2DConditionModel"},
         "sampleShape": [4, 8, 8], "conditionShape": [77], "parameters": 36812, "sha256": "ab",
         "diffusion": {"prediction": "EPSILON", "schedule": {"timesteps": 1000},
           "conditioning": {"kind": "%s", "encodedShape": [77, 32]}}}
        """
            .formatted(name, conditions));
  }

  private static String text(CardFacts facts) {
    return new ModelCard(facts, CardUse.TORCHSCRIPT).toString();
  }

  /** What a real parser makes of the part between the fences. */
  private static Map<String, Object> frontMatter(CardFacts facts) {
    String[] parts = text(facts).split("(?m)^---$", 3);
    assertThat(parts[0]).isEmpty();
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    return new Yaml(new SafeConstructor(strict)).load(parts[1]);
  }
}
