package dev.aria.models.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PictureSheetTest {
  @Test
  void write_pictures_keepsColours(@TempDir Path folder) throws IOException {
    float[] red = new float[3];
    red[0] = 1;
    red[1] = -1;
    red[2] = -1;
    Path file = folder.resolve("grid.png");

    new PictureSheet(1, 1, 2, 3).write(List.of(red, red, red), file);

    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(12);
    assertThat(image.getHeight()).isEqualTo(12);
    assertThat(image.getRGB(3, 3)).isEqualTo(0xffff0000);
    assertThat(image.getRGB(0, 0)).isEqualTo(0xff000000);
  }
}
