package dev.aria.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSets;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DataCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void writeTeacherAndPictures() throws IOException {
    var diffusion = DiffusionSetting.of(ScheduleSetting.linear(), PredictionType.EPSILON, 1);
    ModelFiles.describe(
        new ModelDescriptor(
            "pixels",
            "torchscript",
            Map.of(),
            List.of(3, 8, 8),
            List.of(384),
            diffusion,
            0,
            "0".repeat(64)),
        folder.resolve("teacher.pt"));
    Files.createDirectory(folder.resolve("images"));
    for (int i = 0; i < 5; i++) {
      BufferedImage image = new BufferedImage(12, 9, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(image, "png", folder.resolve("images/%d.png".formatted(i)).toFile());
      Files.writeString(folder.resolve("images/%d.txt".formatted(i)), "black picture " + i);
    }
    Files.delete(folder.resolve("images/4.txt"));
  }

  @Test
  void pairsShowAndCheck_folderOfPictures_makeASetAndTellOfIt() throws IOException {
    String set = folder.resolve("pairs").toString();
    String teacher = folder.resolve("teacher.json").toString();
    Path sheet = folder.resolve("sheet.png");

    int made = run("pairs", set, "--teacher", teacher, folder.resolve("images").toString());
    int shown = run("show", set, "--out", sheet.toString(), "--teacher", teacher);
    int checked = run("check", set);

    assertThat(List.of(made, shown, checked)).containsOnly(0);
    assertThat(out.toString())
        .contains("4 pairs with 4 captions of 5 items")
        .contains("latents     [3, 8, 8] FLOAT32, mean -1.0000, deviation 0.0000")
        .contains("1  no caption")
        .contains("3  black picture 3")
        .contains("is whole");
    assertThat(ImageIO.read(sheet.toFile())).isNotNull();
    try (PairedSet pairs = PairedSets.open(Path.of(set))) {
      assertThat(pairs.regionDimension()).isEqualTo(384);
    }
  }

  @Test
  void check_damagedShard_namesItAndFails() throws IOException {
    Path set = folder.resolve("pairs");
    String teacher = folder.resolve("teacher.json").toString();
    run("pairs", set.toString(), "--teacher", teacher, folder.resolve("images").toString());
    byte[] bytes = Files.readAllBytes(set.resolve("shard-00000.pairs"));
    bytes[100] ^= 1;
    Files.write(set.resolve("shard-00000.pairs"), bytes);

    assertThat(run("check", set.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("shard-00000.pairs: SHA-256 is").contains("is damaged");
  }

  @Test
  void pairs_neitherSourcesNorPrompts_isAUsageError() {
    String teacher = folder.resolve("teacher.json").toString();

    assertThat(run("pairs", folder.resolve("x").toString(), "--teacher", teacher)).isEqualTo(2);
    assertThat(out.toString()).contains("name sources to read, or say --generate N --prompts");
  }

  @Test
  void pairs_setWithinItsSource_isAUsageError() {
    String images = folder.resolve("images").toString();
    String teacher = folder.resolve("teacher.json").toString();

    assertThat(run("pairs", images + "/pairs", "--teacher", teacher, images)).isEqualTo(2);
    assertThat(out.toString()).contains("lies in the source");
  }

  private int run(String... arguments) {
    PrintWriter to = new PrintWriter(out, true);
    return new CommandLine(new DataCommand())
        .setOut(to)
        .setErr(to)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }
}
