<?php
// Attachments: small files that are what they say.

/** A PDF of one page that shows a line. */
function pdf(string $line): string
{
    $text = 'BT /F1 18 Tf 72 760 Td (' . addcslashes($line, '()\\') . ') Tj ET';
    $objects = [
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
        '<< /Length ' . strlen($text) . " >>\nstream\n$text\nendstream",
        '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ];
    $pdf = "%PDF-1.4\n";
    $offsets = '';
    foreach ($objects as $number => $object) {
        $offsets .= sprintf("%010d 00000 n \n", strlen($pdf));
        $pdf .= ($number + 1) . " 0 obj\n$object\nendobj\n";
    }
    $count = count($objects) + 1;
    $start = strlen($pdf);
    return "{$pdf}xref\n0 $count\n0000000000 65535 f \n{$offsets}trailer\n<< /Size $count /Root 1 0 R >>\nstartxref\n$start\n%%EOF\n";
}

/** A picture of a sky over a field. */
function picture(int $hue): string
{
    $image = imagecreatetruecolor(1280, 800);
    imagefilledrectangle($image, 0, 0, 1280, 500, imagecolorallocate($image, 140, 190, 200 + $hue % 50));
    imagefilledrectangle($image, 0, 500, 1280, 800, imagecolorallocate($image, 60 + $hue % 60, 140, 60));
    ob_start();
    imagejpeg($image, null, 40);
    return ob_get_clean();
}

/** Uploads a file as an attachment of a post, and returns its id. */
function attach(string $name, string $bytes, string $title, int $parent = 0): int
{
    $upload = wp_upload_bits($name, null, $bytes);
    $id = wp_insert_attachment([
        'post_mime_type' => wp_check_filetype($name)['type'],
        'post_title' => $title,
        'post_status' => 'inherit',
    ], $upload['file'], $parent);
    wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $upload['file']));
    return $id;
}
