<?php
// What no record may hold: the marker of everything that is not public, and who signs in and who comments.

const MARKER = 'RAHASIA-7Q4X';
const OPERATOR = ['login' => 'op.situs.7k', 'email' => 'op.situs@surat-rahasia.example', 'name' => 'Sekretariat Desa'];
const READER = ['name' => 'Sarmini Komentarwati', 'email' => 'sarmini.k@surat-rahasia.example'];
const SECRETS = [MARKER, 'op.situs', 'op-situs', 'op.jaringan', 'op-jaringan', 'surat-rahasia.example', READER['name']];
