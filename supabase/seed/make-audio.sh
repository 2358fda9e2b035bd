#!/usr/bin/env bash
# Reads aloud the study pieces that name an `audio` file and writes them to audio/, small enough for an old phone.
# Needs espeak-ng and ffmpeg (with libmp3lame). Run it again after changing the words of such a piece:
#   supabase/seed/make-audio.sh
set -euo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "$0")"

for tool in espeak-ng ffmpeg; do
  command -v "$tool" >/dev/null || { echo "Please install $tool first." >&2; exit 1; }
done

# Words the voice would misread, written out in pinyin.
readings='
  s/银行/银 hang2 /g
  s/(字|速度|音量|声音|再|生)调/\1 tiao2 /g
  s/(午|睡|睡好)觉/\1 jiao4 /g
  s/长啥/ zhang3 啥/g
  s/(不会|也不会)重/\1 chong2 /g
  s/(怎么|常|会|再|里|室|袄)量/\1 liang2 /g; s/量(以前|的时候|一次)/ liang2 \1/g
  s/中(风|毒)/ zhong4 \1/g
  s/干(活|重活)/ gan4 \1/g
  s/为好/ wei2 好/g
  s/恶心/ e3 心/g
  s/(当|外|异|的)地/\1 di4 /g; s/地(方|头)/ di4 \1/g
  s/(用不|够得|怕|睡|锅|东西)着/\1 zhao2 /g; s/着了大火/ zhao2 了大火/g
  s/趿拉/ ta1 la5 /g
'

# The words of a piece without its marks: no front matter, questions, pictures or emphasis; numbered points are counted
# aloud. The digits that are left belong to telephone numbers and are read one by one.
words() {
  {
    sed -n 's/^title: *\(.*\)$/\1。\n/p' "$1" | head -n 2
    awk 'marks >= 2; /^---$/ { marks++ }' "$1"
  } |
    sed -E -e '/^```questions$/,$d' -e '/^!\[/d' -e 's/\*\*//g' -e 's/^(>|-) //' -e 's/^## (.*)$/\1。\n/' |
    sed -E -e 's/^1\. /第一，/' -e 's/^([2-9])\. /第\1，/' -e 'y/0123456789/零幺二三四五六七八九/' |
    sed -E "$readings"
}

mkdir -p audio
for piece in materials/*.md; do
  name=$(sed -n 's/^audio: *//p' "$piece" | head -n 1)
  [ -n "$name" ] || continue
  words "$piece" | espeak-ng -v cmn-latn-pinyin -s 140 -g 4 --stdin --stdout |
    ffmpeg -hide_banner -loglevel error -y -i pipe:0 -af 'loudnorm=I=-16:TP=-2:LRA=7' \
      -ac 1 -ar 22050 -c:a libmp3lame -b:a 24k -map_metadata -1 "audio/$name"
  echo "audio/$name"
done
